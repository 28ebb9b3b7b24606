using GanSharp.Training;

namespace GanSharp.Tests.Training;

public class SpeedometerTests
{
    private readonly Clock _clock = new();

    [Fact]
    public void A_steady_speed_is_known_from_the_first_step()
    {
        var speed = new Speedometer(_clock, imagesPerStep: 64);
        for (var step = 0; step < 100; step++)
            After(speed, seconds: 0.5).ShouldBe(128, tolerance: 1e-9);
    }

    [Fact]
    public void A_new_speed_is_known_after_some_steps()
    {
        var speed = new Speedometer(_clock, imagesPerStep: 10);
        for (var step = 0; step < 100; step++)
            After(speed, seconds: 1);
        After(speed, seconds: 2).ShouldBeInRange(9, 10);
        for (var step = 0; step < 200; step++)
            After(speed, seconds: 2);
        After(speed, seconds: 2).ShouldBe(5, tolerance: 0.01);
    }

    [Fact]
    public void If_no_time_passes_the_speed_is_0() => new Speedometer(_clock, 10).StepDone().ShouldBe(0);

    private double After(Speedometer speed, double seconds)
    {
        _clock.Seconds += seconds;
        return speed.StepDone();
    }

    private sealed class Clock : TimeProvider
    {
        public double Seconds { get; set; }

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => (long)(Seconds * 1000);
    }
}
