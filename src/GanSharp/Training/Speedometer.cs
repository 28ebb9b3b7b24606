namespace GanSharp.Training;

/// <summary>
/// Images per second, averaged over the latest steps: the weight of a step falls by a factor of e in 20 steps.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="imagesPerStep">Images per step.</param>
internal sealed class Speedometer(TimeProvider time, long imagesPerStep)
{
    private const double Memory = 20;
    private long _last = time.GetTimestamp();
    private double _seconds, _steps;

    /// <summary>Leaves out the time since a step ended, in which the training waited.</summary>
    /// <param name="pause">Ticks of the clock.</param>
    public void Skip(long pause) => _last += pause;

    /// <summary>Ends a step and returns the speed. Time between steps counts.</summary>
    public double StepDone()
    {
        var now = time.GetTimestamp();
        var keep = Math.Exp(-1 / Memory);
        _seconds = keep * _seconds + time.GetElapsedTime(_last, now).TotalSeconds;
        _steps = keep * _steps + 1;
        _last = now;
        return _seconds > 0 ? imagesPerStep * _steps / _seconds : 0;
    }
}
