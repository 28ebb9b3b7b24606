namespace GanSharp.Tests.Training;

/// <summary>A clock that stands still at noon of a leap day, or is broken.</summary>
internal sealed class StoppedClock(Exception? broken = null) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() =>
        broken is null ? new(2024, 2, 29, 12, 0, 0, TimeSpan.Zero) : throw broken;
}
