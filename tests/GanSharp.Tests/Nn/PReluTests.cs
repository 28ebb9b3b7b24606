using GanSharp.Init;
using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Tests.Nn;

public class PReluTests
{
    [Fact]
    public void Slopes_start_at_a_quarter()
    {
        var prelu = new PRelu(2);
        prelu
            .Forward(Tensor.From([-4f, 2, 8, -1], [2, 2]), Pass.Evaluate)
            .ToArray<float>()
            .ShouldBe([-1, 2, 8, -0.25f]);

        InPlace.Copy(prelu.Parameters[0], Tensor.Ones([2]));
        prelu.Initialize(new NormalInit(), new RandomStream("init", 1));
        prelu.Parameters[0].ToArray<float>().ShouldBe([0.25f, 0.25f]);
    }
}
