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
    public void Samples_of_a_long_first_epoch_are_measured_twice_within_it()
    {
        var schedule = new Schedule(Tiny.Recipe with { Epochs = 2, Steps = 1700 }, 800);
        Enumerable.Range(1, 1700).Where(step => schedule.IsMeasurementDue(step)).ShouldBe([250, 500, 800, 1600, 1700]);
    }
}
