using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Tests.Nn;

public class GluTests
{
    [Fact]
    public void The_second_half_of_the_channels_opens_the_first()
    {
        var x = Tensor.From([3.0, -5, 7, 11, 0, Math.Log(3), -Math.Log(3), 0], [1, 4, 1, 2], DType.F64);
        new Glu().Forward(x, Pass.Evaluate).Values().ShouldBeNear(
            [3 * 0.5, -5 * 0.75, 7 * 0.25, 11 * 0.5], 1e-15, "gated");
    }

    [Fact]
    public void Each_sample_of_a_batch_is_halved_on_its_own() =>
        new Glu().Forward(Tensor.From([2.0, 0, 4, 0], [2, 2], DType.F64), Pass.Evaluate).Values().ShouldBe([1, 2]);
}
