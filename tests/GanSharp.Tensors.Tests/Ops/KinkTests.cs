namespace GanSharp.Tensors.Tests.Ops;

/// <summary>Where a function has no derivative, the gradient is one of its subgradients, always the same one.</summary>
public class KinkTests
{
    [Fact]
    public void Zero_has_the_gradient_of_the_flatter_side()
    {
        GradientAt(x => x.Relu(), [0.0], [1]).ShouldBe([0]);
        GradientAt(x => x.LeakyRelu(0.25), [0.0], [1]).ShouldBe([0.25]);
        GradientAt(x => x.Abs(), [0.0], [1]).ShouldBe([0]);
    }

    [Fact]
    public void Equal_maxima_of_an_axis_share_the_gradient() =>
        GradientAt(x => x.Max(1), [3.0, 1, 3, 2, 2, 5], [2, 3]).ShouldBe([0.5, 0, 0.5, 0, 0, 1]);

    [Fact]
    public void The_first_of_equal_maxima_in_a_window_takes_the_gradient() =>
        GradientAt(x => x.MaxPool2d(2, 2), [7.0, 7, 1, 2, 7, 7, 2, 2], [1, 1, 2, 4]).ShouldBe([1, 0, 0, 1, 0, 0, 0, 0]);

    private static double[] GradientAt(Func<Tensor, Tensor> function, double[] values, Shape shape)
    {
        var x = Tensor.From(values, shape, DType.F64).Track();
        return Grad.Of(function(x).Sum(), [x])[0].ToArray<double>();
    }
}
