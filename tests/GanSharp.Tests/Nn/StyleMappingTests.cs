using GanSharp.Nn;
using GanSharp.Recipes;
using GanSharp.Tensors;
using GanSharp.Training;

namespace GanSharp.Tests.Nn;

public class StyleMappingTests
{
    [Fact]
    public void Truncation_moves_the_style_of_an_evaluation_towards_the_mean_of_the_training()
    {
        var mapping = new StyleMapping(new Activation(x => x), 2, DType.F64);
        var w = Tensor.From([1.0, 2, 3, 6], [2, 2], DType.F64);
        mapping.Forward(w, new Pass(Mode.Train));
        var mean = mapping.Mean.Values();
        mean.ShouldBeNear([2 * 0.002, 4 * 0.002], 1e-15, "mean");

        mapping.Forward(w, Pass.Evaluate).Values().ShouldBe([1, 2, 3, 6]);
        mapping.Forward(w, Pass.Evaluate with { Truncation = 0.25 }).Values().ShouldBeNear(
            [.. w.Values().Select((value, i) => mean[i % 2] + 0.25 * (value - mean[i % 2]))], 1e-15, "styles");
        mapping.Mean.Values().ShouldBe(mean);
    }

    [Fact]
    public void Fine_layers_take_the_fine_style_and_coarse_layers_the_coarse_one()
    {
        var (coarse, fine) = (Tensor.Zeros([1, 2]), Tensor.Ones([1, 2]));
        var style = new Style(coarse, fine, FineSide: 16);
        style.At(8).ShouldBeSameAs(coarse);
        style.At(16).ShouldBeSameAs(fine);
        new Style(coarse).At(16).ShouldBeSameAs(coarse);
    }

    [Fact]
    public async Task Samples_of_a_style_generator_are_all_the_mean_when_truncation_is_tiny()
    {
        var recipe = RecipeCatalogue.Load("stylegan2").With("steps", "1").With("batch-size", "3");
        using var trainer = new Trainer(recipe, Tiny.Images(shape: Tiny.ImageFor(recipe)));
        await trainer.RunAsync().ToArrayAsync();
        var noise = trainer.Model.Latent.Draw(2, new RandomStream("test", 1));
        var free = trainer.Sampler.Generate(noise).Values();
        var bound = trainer.Sampler.WithTruncation(1e-6).Generate(noise).Values();
        Distance(bound).ShouldBeLessThan(1e-3 * Distance(free));

        static double Distance(double[] images) =>
            images.Take(images.Length / 2).Zip(images.Skip(images.Length / 2), (a, b) => Math.Abs(a - b)).Sum();
    }
}
