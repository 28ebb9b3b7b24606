using GanSharp.Models;
using GanSharp.Nn;
using GanSharp.Recipes;
using GanSharp.Sampling;
using GanSharp.Tensors;
using GanSharp.Training;

namespace GanSharp.Tests.Sampling;

public class StyleMixingTests
{
    [Fact]
    public void A_row_has_a_coarse_style_and_a_column_a_fine_one()
    {
        var sampler = Echo();
        var own = Rows(new SampleRequest { Count = 5, Seed = 3 }.Draw(sampler));
        var samples = new SampleRequest { Mix = true, Count = 5, FineSide = 2, Seed = 3 }.Draw(sampler);
        (samples.Count, samples.Columns).ShouldBe((25, 5));
        var mixed = Rows(samples);
        for (var i = 0; i < 25; i++)
        {
            mixed[i].Coarse.ShouldBe(own[i / 5].Coarse);
            mixed[i].Fine.ShouldBe(own[i % 5].Fine);
        }
        own.Distinct().Count().ShouldBe(5);
    }

    [Fact]
    public void From_side_1_all_layers_are_fine()
    {
        var own = Rows(new SampleRequest { Count = 2 }.Draw(Echo()));
        var mixed = Rows(new SampleRequest { Mix = true, Count = 2, FineSide = 1 }.Draw(Echo()));
        mixed.ShouldBe([own[0], own[1], own[0], own[1]]);
    }

    [Fact]
    public void Classes_are_those_of_the_rows()
    {
        var samples = new SampleRequest { Mix = true, Count = 3 }.Draw(Echo("a", "b"));
        samples.Labels.ShouldBe([0, 0, 0, 1, 1, 1, 0, 0, 0]);
        new SampleRequest { Mix = true, Labels = ["b"] }.Draw(Echo("a", "b")).Labels.ShouldBe(
            Enumerable.Repeat(1, 36), "six vectors by default");
    }

    [Fact]
    public async Task The_diagonal_shows_the_images_of_the_vectors_themselves()
    {
        var recipe = RecipeCatalogue.Load("stylegan2").With("steps", "1").With("batch-size", "3");
        using var trainer = new Trainer(recipe, Tiny.Images(shape: Tiny.ImageFor(recipe)));
        await trainer.RunAsync().ToArrayAsync();
        var size = trainer.Sampler.Image.Count;
        var own = new SampleRequest { Count = 3, Truncation = 0.7 }.Draw(trainer.Sampler).Pixels.Chunk(size).ToArray();
        var mixed = new SampleRequest { Count = 3, Truncation = 0.7, Mix = true }.Draw(trainer.Sampler)
            .Pixels.Chunk(size).ToArray();
        for (var i = 0; i < 3; i++)
            mixed[i * 4].Zip(own[i]).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) <= 1);
        mixed[1].ShouldNotBe(own[0]);
        mixed[1].ShouldNotBe(own[1]);
    }

    public static TheoryData<SampleRequest, string> Impossible => new()
    {
        { new() { Mix = true, Rows = 2 }, "mix cannot be combined with text, rows, interpolate or codes" },
        { new() { Mix = true, Interpolate = true }, "mix cannot be combined with" },
        { new() { Mix = true, Count = 1 }, "count is 1; mixing needs at least 2 noise vectors" },
        { new() { FineSide = 2 }, "only for mixing; add mix" },
        { new() { Mix = true, FineSide = 0 }, "the side of fine layers is 0; it must be 1 to 2" },
        { new() { Mix = true, FineSide = 3 }, "the side of fine layers is 3; it must be 1 to 2" },
        { new() { Mix = true, Count = 1001 }, "1002001 images are too many" },
    };

    [Theory, MemberData(nameof(Impossible))]
    public void An_impossible_request_is_refused(SampleRequest request, string message) =>
        Should.Throw<GanSharpException>(() => request.Draw(Echo("a"))).Message.ShouldContain(message);

    [Fact]
    public void A_generator_without_styles_is_refused()
    {
        var sampler = new Sampler(new Activation(x => x), new(3), new(1, 1, 3), PixelRange.Unit, []);
        Should.Throw<GanSharpException>(() => new SampleRequest { Mix = true }.Draw(sampler)).Message
            .ShouldBe("this generator has no styles to mix; those of the recipe stylegan2 have");
    }

    [Fact]
    public void A_film_does_not_mix() =>
        Should.Throw<GanSharpException>(() => new SampleRequest { Mix = true }.Plan(Echo()).CheckFilm(new(), 1)).Message
            .ShouldBe("a film does not mix styles; leave out mix");

    private static Sampler Echo(params string[] classes) => new(
        new Sequential([("mapping", new StyleMapping(new Activation(x => x), 3)), ("echo", new StyleEcho())]),
        new(3, new UniformNoise(0, 1)), new(1, 2, 3), PixelRange.Unit, classes);

    /// <summary>What the layers of side 1 and of side 2 saw.</summary>
    private static (string Coarse, string Fine)[] Rows(SampleSet samples) =>
    [
        .. samples.Pixels.Chunk(6).Select(pixels => (
            string.Join(' ', pixels[..3]), string.Join(' ', pixels[3..]))),
    ];

    /// <summary>Images whose rows are the styles of layers of side 1 and of side 2.</summary>
    private sealed class StyleEcho : Module
    {
        public override Tensor Forward(Tensor x, Pass pass) =>
            TensorOps.Concat([pass.Style!.At(1), pass.Style.At(2)], 1).Reshape([x.Shape[0], 1, 2, 3]);

        public override Shape OutputShape(Shape input) => [1, 2, 3];
    }
}
