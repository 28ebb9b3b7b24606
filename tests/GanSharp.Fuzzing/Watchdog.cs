using System.Diagnostics;

namespace GanSharp.Fuzzing;

/// <summary>
/// A timer that ends the process when an input takes too long, since a hanging reader cannot be stopped. The limit is
/// one of processor time, which does not depend on what else the machine does. A reader that waits uses none, so ten
/// times as long by the clock is too long as well.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    private const int ByTheClock = 10;

    private readonly TimeSpan _limit;
    private readonly Timer _timer;
    private readonly Lock _gate = new();
    private (string What, long Since, TimeSpan Used)? _watched;

    /// <summary>Starts the timer.</summary>
    /// <param name="limit">The limit of processor time per input.</param>
    public Watchdog(TimeSpan limit) => (_limit, _timer) = (limit, new(_ => Look(), null, limit / 4, limit / 4));

    /// <summary>Reports that an input is about to be read, or with null that it has been read.</summary>
    public void Watch(string? what)
    {
        lock (_gate)
            _watched = what is null ? null : (what, Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
    }

    /// <summary>Stops the timer.</summary>
    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        lock (_gate)
        {
            if (_watched is not { } watched)
                return;
            var (used, taken) = (
                Environment.CpuUsage.TotalTime - watched.Used, Stopwatch.GetElapsedTime(watched.Since));
            if (used > _limit || taken > ByTheClock * _limit)
                Environment.FailFast(
                    $"{watched.What} takes more than {_limit.TotalSeconds} s of processor time, "
                    + $"or {ByTheClock * _limit.TotalSeconds} s by the clock");
        }
    }
}
