using GanSharp.Training;

namespace GanSharp.Tests.Training;

public class ScheduleTests
{
    [Fact]
    public void Batches_that_do_not_fill_a_step_are_left_out()
    {
        var schedule = new Schedule(Tiny.Recipe with { CriticSteps = 5, Epochs = 3 }, 14);
        (schedule.StepsPerEpoch, schedule.TotalSteps).ShouldBe((2, 6));
        Enumerable.Range(1, 6).Select(step => schedule.EpochOf(step)).ShouldBe([1, 1, 2, 2, 3, 3]);
        new Schedule(Tiny.Recipe with { CriticSteps = 5 }, 4).StepsPerEpoch.ShouldBe(1);
    }

    [Fact]
    public void Short_epochs_can_be_saved_together()
    {
        var schedule = new Schedule(Tiny.Recipe with { Epochs = 7, SaveEpochs = 3 }, 2);
        Steps(schedule.IsSampleDue).ShouldBe([6, 12, 14]);
        Steps(schedule.IsCheckpointDue).ShouldBe([6, 12, 14]);
        Steps(schedule.IsMeasurementDue).ShouldBe([6, 12, 14]);
        Steps(schedule.EpochEnds).ShouldBe([2, 4, 6, 8, 10, 12, 14]);

        static IEnumerable<long> Steps(Func<long, bool> isDue) =>
            Enumerable.Range(1, 14).Select(step => (long)step).Where(isDue);
    }

    [Fact]
    public void Samples_of_a_long_first_epoch_are_measured_twice_within_it()
    {
        var schedule = new Schedule(Tiny.Recipe with { Epochs = 2, Steps = 1700 }, 800);
        Enumerable.Range(1, 1700).Where(step => schedule.IsMeasurementDue(step)).ShouldBe([250, 500, 800, 1600, 1700]);
    }
}
