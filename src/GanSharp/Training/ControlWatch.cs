namespace GanSharp.Training;

/// <summary>Looks at the requests to a training, rarely enough to cost nothing.</summary>
/// <param name="folder">The run's folder.</param>
/// <param name="time">The clock.</param>
internal sealed class ControlWatch(string folder, TimeProvider time)
{
    /// <summary>The time between two looks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private RunRequest _latest;
    private long? _looked;

    /// <summary>The request at the last look, which is less than <see cref="Interval"/> ago.</summary>
    public RunRequest Current()
    {
        var now = time.GetTimestamp();
        if (_looked is not { } then || time.GetElapsedTime(then, now) >= Interval)
            Look(now);
        return _latest;
    }

    /// <summary>
    /// Waits while a pause is asked for. Does not throw when cancelled, since the trainer does so for all processes.
    /// </summary>
    public async Task WaitAsync(CancellationToken cancellation)
    {
        while (_latest == RunRequest.Pause && !cancellation.IsCancellationRequested)
        {
            await Task.Delay(Interval, time, cancellation)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Look(time.GetTimestamp());
        }
    }

    private void Look(long now) => (_latest, _looked) = (RunControl.Requested(folder), now);
}
