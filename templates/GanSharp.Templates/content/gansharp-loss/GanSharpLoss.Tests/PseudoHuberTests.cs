using GanSharp.Tensors;
using GanSharp.Tensors.Autograd;
using GanSharp.Tensors.Ops;

namespace GanSharpLoss.Tests;

public class PseudoHuberTests
{
    [Fact]
    public void It_is_0_at_the_target_and_grows_like_the_absolute_value_far_from_it()
    {
        Assert.Equal(0, Distance([1, 1], 1), 1e-12);
        Assert.Equal(Math.Sqrt(2) - 1, Distance([0], 1), 1e-12);
        Assert.Equal((0 + Math.Sqrt(5) - 1) / 2, Distance([-1, 1], -1), 1e-12);
        Assert.Equal(999, Distance([1001], 1), 1e-3);
    }

    [Fact]
    public void Its_gradient_agrees_with_central_differences()
    {
        double[] scores = [-2, -0.3, 0.4, 5];
        var tensor = Tensor.From(scores, [4, 1], DType.F64).Track();

        var gradient = Grad.Of(PseudoHuber.Distance(tensor, 1), [tensor])[0].ToArray<double>();

        const double h = 1e-5;
        for (var i = 0; i < scores.Length; i++)
        {
            double At(double change) => Distance([.. scores.Select((s, j) => i == j ? s + change : s)], 1);
            Assert.Equal((At(h) - At(-h)) / (2 * h), gradient[i], 1e-8);
        }
    }

    private static double Distance(double[] scores, double target) =>
        PseudoHuber.Distance(Tensor.From(scores, [scores.Length, 1], DType.F64), target).ToArray<double>()[0];
}
