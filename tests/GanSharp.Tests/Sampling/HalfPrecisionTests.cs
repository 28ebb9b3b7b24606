using GanSharp.IO;
using GanSharp.Models;
using GanSharp.Networks;
using GanSharp.Recipes;
using GanSharp.Sampling;
using GanSharp.Tensors;

namespace GanSharp.Tests.Sampling;

[Trait("Instructions", "any")]
public sealed class HalfPrecisionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_copy_is_half_as_large_and_draws_nearly_the_same()
    {
        var whole = Saved("whole.safetensors");
        GeneratorFile.SaveHalf(whole, _folder["half.safetensors"]);

        var (large, small) = (new FileInfo(whole).Length, new FileInfo(_folder["half.safetensors"]).Length);
        ((double)small / large).ShouldBeInRange(0.4, 0.6);
        var request = new SampleRequest { Count = 8, Seed = 3 };
        var (exact, near) = (
            request.Draw(GeneratorFile.Load(whole)), request.Draw(GeneratorFile.Load(_folder["half.safetensors"])));
        exact.Pixels.Zip(near.Pixels).Max(pair => Math.Abs(pair.First - pair.Second)).ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public void A_generator_in_single_precision_is_never_replaced()
    {
        var whole = Saved("whole.safetensors");
        var before = File.ReadAllBytes(whole);
        Should.Throw<GanSharpException>(() => GeneratorFile.SaveHalf(whole, whole))
            .Message.ShouldEndWith("exists and is not a generator in half precision; choose another name, "
                + "so that it is not lost");
        File.ReadAllBytes(whole).ShouldBe(before);
        GeneratorFile.SaveHalf(whole, _folder["half.safetensors"]);
        GeneratorFile.SaveHalf(whole, _folder["half.safetensors"]);
    }

    [Fact]
    public void A_number_beyond_half_precision_is_refused()
    {
        var error = Should.Throw<GanSharpException>(() => SafeTensors.SaveHalf(
            Stream.Null, [new("w", Tensor.Full([2], 70_000f))], new Dictionary<string, string>()));
        error.Message.ShouldStartWith("w has numbers beyond 65500, which half precision cannot hold");
    }

    private string Saved(string name)
    {
        var recipe = RecipeCatalogue.Load("gan-mlp");
        var image = new ImageShape(1, 8, 8);
        var generator = new GanModel(recipe, new NetworkContext(image, 0)).Generator;
        generator.Initialize(recipe.Init, new RandomStream("half", 1));
        GeneratorFile.Save(_folder[name], generator, recipe, image, []);
        return _folder[name];
    }
}
