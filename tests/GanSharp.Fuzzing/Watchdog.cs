using System.Diagnostics;

namespace GanSharp.Fuzzing;

/// <summary>
/// A timer that ends the process when an input takes too long, since a hanging reader cannot be stopped.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    private readonly TimeSpan _limit;
    private readonly Timer _timer;
    private string _what = "";
    private long _since;

    /// <summary>Starts the timer.</summary>
    /// <param name="limit">The time limit per input.</param>
    public Watchdog(TimeSpan limit) => (_limit, _timer) = (limit, new(_ => Look(), null, limit / 4, limit / 4));

    /// <summary>Reports that an input is about to be read, or with null that it has been read.</summary>
    public void Watch(string? what)
    {
        _what = what ?? "";
        Interlocked.Exchange(ref _since, what is null ? 0 : Stopwatch.GetTimestamp());
    }

    /// <summary>Stops the timer.</summary>
    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        if (Interlocked.Read(ref _since) is > 0 and var since && Stopwatch.GetElapsedTime(since) > _limit)
            Environment.FailFast($"{_what} takes more than {_limit.TotalSeconds} s");
    }
}
