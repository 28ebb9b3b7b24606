using GanSharp.Sampling;
using GanSharp.Tensors;
using GanSharp.Training;

namespace GanSharp.Tests.Sampling;

public class SampleGridTests
{
    [Fact]
    public void The_noise_is_drawn_once_and_the_weights_are_the_present_ones()
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
}
