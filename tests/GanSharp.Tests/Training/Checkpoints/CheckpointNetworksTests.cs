using GanSharp.Nn;
using GanSharp.Training;
using GanSharp.Training.Checkpoints;

namespace GanSharp.Tests.Training.Checkpoints;

[Trait("Instructions", "any")]
public sealed class CheckpointNetworksTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_networks_compute_what_those_of_the_training_compute()
    {
        var path = _folder["checkpoint.safetensors"];
        using var trainer = new Trainer(Tiny.Recipe with { Steps = 4 }, Tiny.Images());
        trainer.RunAsync().ToBlockingEnumerable().Count().ShouldBeGreaterThan(4);
        trainer.Save(path);
        CheckpointNetworks.IsCheckpoint(path).ShouldBeTrue();

        var networks = CheckpointNetworks.Load(path);
        networks.Recipe.Name.ShouldBe("tiny");
        networks.Discriminator.ClassNames.ShouldBe(["zero", "one", "two"]);
        var noise = new RandomStream("noise", 1).Normal([3, 3]);
        networks.Generator.Generate(noise, [0, 1, 2]).Values()
            .ShouldBe(trainer.Sampler.Generate(noise, [0, 1, 2]).Values());
        var images = new RandomStream("images", 1).Normal([3, 1, 8, 8]);
        var pass = new Pass(Mode.Evaluate, [0, 1, 2]);
        networks.Discriminator.Network.ForwardHeads(images, pass).Score.Values()
            .ShouldBe(trainer.Model.Discriminator.ForwardHeads(images, pass).Score.Values());
    }

    [Fact]
    public void A_generator_is_no_checkpoint()
    {
        var path = _folder["generator.safetensors"];
        using var trainer = new Trainer(Tiny.Recipe, Tiny.Images());
        trainer.SaveGenerator(path);
        CheckpointNetworks.IsCheckpoint(path).ShouldBeFalse();
        Should.Throw<GanSharpException>(() => CheckpointNetworks.Load(path))
            .Message.ShouldContain("not a checkpoint");
    }

    [Theory]
    [InlineData("28×28×1", true)]
    [InlineData("16×24×3", true)]
    [InlineData("28x28x1", false)]
    [InlineData("28×28×2", false)]
    [InlineData("0×28×1", false)]
    [InlineData("99999999×99999999×1", false)]
    [InlineData("", false)]
    public void A_size_is_read_as_it_is_written(string text, bool isSize) =>
        (ImageShape.Parse(text)?.ToString()).ShouldBe(isSize ? text : null);
}
