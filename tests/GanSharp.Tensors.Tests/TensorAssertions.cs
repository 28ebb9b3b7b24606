using GanSharp.Tensors.Tests.Ops;

namespace GanSharp.Tensors.Tests;

/// <summary>Comparisons of whole tensors.</summary>
public static class TensorAssertions
{
    /// <summary>max |actual - expected| ≤ tolerance · max(1, max |expected|), and no element is NaN.</summary>
    public static void ShouldBeNear(
        this Tensor actual, Shape shape, double[] expected, double tolerance, string what = "tensor")
    {
        actual.Shape.ShouldBe(shape, what);
        var values = actual.ToArray<double>();
        var scale = expected.Aggregate(1.0, (most, value) => Math.Max(most, Math.Abs(value)));
        for (var i = 0; i < values.Length; i++)
        {
            if (!(Math.Abs(values[i] - expected[i]) <= tolerance * scale))
                Assert.Fail(
                    $"{what}: element {i} of {shape} is {values[i]:R}, not {expected[i]:R}; "
                    + $"the tolerance is {tolerance * scale:E1}");
        }
    }

    public static void ShouldBeNear(this Tensor actual, Numbers expected, double tolerance, string what = "tensor") =>
        actual.ShouldBeNear([.. expected.Shape], expected.Data, tolerance, what);

    public static void ShouldBeNear(this Tensor actual, Tensor expected, double tolerance, string what = "tensor") =>
        actual.ShouldBeNear(expected.Shape, expected.ToArray<double>(), tolerance, what);
}
