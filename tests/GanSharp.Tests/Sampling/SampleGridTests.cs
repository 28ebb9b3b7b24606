using GanSharp.IO;
using GanSharp.Models.Conditioning;
using GanSharp.Recipes;
using GanSharp.Sampling;
using GanSharp.Tensors;
using GanSharp.Training;

namespace GanSharp.Tests.Sampling;

public class SampleGridTests
{
    [Fact]
    public void The_noise_is_fixed_and_the_weights_are_the_present_ones()
    {
        using var trainer = new Trainer(Tiny.Recipe, Tiny.Images());
        var grid = new SampleGrid(trainer.Sampler, new RandomStream("samples", 1));
        var first = grid.Draw();
        grid.Draw().Pixels.ShouldBe(first.Pixels);
        new SampleGrid(trainer.Sampler, new RandomStream("samples", 1)).Draw().Pixels.ShouldBe(first.Pixels);

        var bias = trainer.Sampler.Generator.NamedParameters.Last().Tensor;
        InPlace.Copy(bias, Tensor.Full(bias.Shape, 2));
        grid.Draw().Pixels.ShouldNotBe(first.Pixels);
    }

    [Fact]
    public void A_grid_has_the_requested_rows_and_is_a_square_without_classes()
    {
        Size(Tiny.Recipe with { SampleRows = 2 }, columns: 3);
        Size(Tiny.Recipe with { SampleRows = 3, Conditioning = LabelConditioning.None }, columns: 3);

        static void Size(Recipe recipe, int columns)
        {
            using var trainer = new Trainer(recipe, Tiny.Images());
            var expected = ImageGrid.Arrange(
                Tensor.Zeros([recipe.SampleRows * columns, 1, 8, 8]), PixelRange.SignedUnit, columns);
            var grid = trainer.RunAsync().OfType<SamplesDrawn>().FirstAsync().AsTask().GetAwaiter().GetResult().Grid;
            (grid.Width, grid.Height).ShouldBe((expected.Width, expected.Height));
        }
    }
}
