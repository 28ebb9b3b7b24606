using GanSharp.Init;
using GanSharp.Mpi;
using GanSharp.Nn;
using GanSharp.Optim;
using GanSharp.Tensors;
using GanSharp.Training;

namespace GanSharp.Tests.Training;

public class PlayerTests
{
    /// <summary>The change of all weights is compared with their length, at a limit of 1e-8.</summary>
    [Theory]
    [InlineData(0, false)]
    [InlineData(1e-9, false)]
    [InlineData(1e-7, true)]
    [InlineData(0.1, true)]
    public void Weights_have_moved_if_they_change_by_more_than_rounding(double factor, bool hasMoved)
    {
        using var scope = new TensorScope();
        var network = new Linear(3, 2, dtype: DType.F64);
        network.Initialize(new NormalInit(), new("init", 1));
        var player = new Player("generator", network, new SgdOptions(1), 1, ProcessGroup.Single);
        var before = player.Weights();
        before.Select(weights => weights.Shape).ShouldBe(network.Parameters.Select(weights => weights.Shape));

        player.Step([.. network.Parameters.Select(weights => weights.Detach() * factor)], 1);

        player.HasMovedFrom(before).ShouldBe(hasMoved);
    }
}
