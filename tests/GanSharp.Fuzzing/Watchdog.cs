using System.Diagnostics;

namespace GanSharp.Fuzzing;

/// <summary>Ends the process when an input takes too long: nothing else ends a reader that hangs.</summary>
internal sealed class Watchdog : IDisposable
{
    private readonly TimeSpan _limit;
    private readonly Timer _timer;
    private string _what = "";
    private long _since;

    /// <summary>Begins to watch.</summary>
    /// <param name="limit">What an input may take.</param>
    public Watchdog(TimeSpan limit) => (_limit, _timer) = (limit, new(_ => Look(), null, limit / 4, limit / 4));

    /// <summary>Tells that an input is about to be read; null that it was.</summary>
    public void Watch(string? what)
    {
        _what = what ?? "";
        Interlocked.Exchange(ref _since, what is null ? 0 : Stopwatch.GetTimestamp());
    }

    /// <summary>Watches no more.</summary>
    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        if (Interlocked.Read(ref _since) is > 0 and var since && Stopwatch.GetElapsedTime(since) > _limit)
            Environment.FailFast($"{_what} takes more than {_limit.TotalSeconds} s");
    }
}
