using GanSharp.Training;

namespace GanSharp.Tests.Training;

public class RollbacksTests
{
    [Fact]
    public void Each_rollback_halves_the_learning_rates_and_ten_are_allowed()
    {
        var rollbacks = new Rollbacks { Count = 3 };
        (rollbacks.Factor, rollbacks.AreMost).ShouldBe((0.125, false));
        rollbacks.Count = 10;
        rollbacks.AreMost.ShouldBeTrue();
        Should.Throw<ArgumentOutOfRangeException>(() => rollbacks.Count = 11);
    }
}
