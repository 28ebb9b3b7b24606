using GanSharp.Networks;
using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Tests.Nn;

public class SkipExcitationTests
{
    /// <summary>By hand: a layer adds up all pixels, a leaky ReLU of 0.1 and a second layer follow.</summary>
    [Theory]
    [InlineData(1, 3, 6)]
    [InlineData(-1, 3, -0.6)]
    public void The_gate_is_computed_from_the_smaller_features(double pixel, double weight, double logit)
    {
        var chain = Build("avg-pool, upsample 2, skip-excitation 1", side: 2);
        foreach (var (parameter, value) in chain.Parameters.Zip([2, weight]))
            InPlace.Copy(parameter, Tensor.Full(parameter.Shape, value, DType.F64));
        var gate = 1 / (1 + Math.Exp(-logit));
        chain.Forward(Tensor.Full([1, 1, 2, 2], pixel, DType.F64), Pass.Evaluate).Values()
            .ShouldBeNear([.. Enumerable.Repeat(pixel * gate, 4)], 1e-15, "gated");
    }

    [Fact]
    public void Smaller_features_of_more_than_4_pixels_a_side_are_pooled()
    {
        Weights("avg-pool, upsample 2, skip-excitation 8", side: 16).ShouldBe([[1, 16], [1, 1]]);
        Weights("avg-pool, upsample 2, skip-excitation 7", side: 14).ShouldBe([[1, 49], [1, 1]]);

        static Shape[] Weights(string layers, int side) =>
            [.. Build(layers, side).Parameters.Select(parameter => parameter.Shape)];
    }

    [Fact]
    public void The_latest_features_of_the_side_count()
    {
        var chain = Build("avg-pool, tanh, conv 3 k1, upsample 2, conv 2 k1, skip-excitation H/2", side: 4);
        chain.Layers[^1].ShouldBeOfType<SkipExcitation>().Source.ShouldBe(2);
        chain.Parameters[^2].Shape.ShouldBe([2, 3 * 2 * 2]);
    }

    /// <summary>
    /// A chain computes an upsampling and a convolution as one, but not if a gate needs what is between.
    /// </summary>
    [Fact]
    public void The_source_may_be_an_upsampling_before_a_convolution()
    {
        var chain = Build("upsample 2, conv 1 k3, upsample 2, skip-excitation 8", side: 4);
        var source = chain.Layers[^1].ShouldBeOfType<SkipExcitation>().Source;
        source.ShouldBe(0);
        var x = new RandomStream("x", 1).Normal([2, 1, 4, 4], dtype: DType.F64);
        foreach (var parameter in chain.Parameters)
            InPlace.Copy(parameter, new RandomStream("weights", 1).Normal(parameter.Shape, dtype: DType.F64));
        var (earlier, y) = (x.UpsampleNearest(2), x);
        foreach (var layer in chain.Layers)
            y = layer is SkipExcitation skip ? skip.Excite(y, earlier, Pass.Evaluate) : layer.Forward(y, Pass.Evaluate);
        chain.Forward(x, Pass.Evaluate).Values().ShouldBeNear(y.Values(), 1e-12, "output");
    }

    private static Sequential Build(string layers, int side) =>
        NetworkBuilder.Build([layers], [1, side, side], new(new(1, side, side), 0, DType.F64));
}
