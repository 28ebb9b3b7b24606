namespace GanSharp.Data.Downloads;

/// <summary>
/// A detector of slow downloads: less than 1 KB per second over half a minute of waiting.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class LeastRate(TimeProvider time)
{
    private const int BytesPerSecond = 1000;

    /// <summary>The time over which the rate is measured, and the longest wait for a first byte.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private TimeSpan _waited;
    private long _bytes;

    /// <summary>Reads bytes and measures the time that takes.</summary>
    /// <returns>The number of bytes read, and whether the last half minute was too slow.</returns>
    public async Task<(int Read, bool IsTooSlow)> Count(Func<Task<int>> read)
    {
        var start = time.GetTimestamp();
        var bytes = await read();
        _waited += time.GetElapsedTime(start);
        _bytes += bytes;
        if (_waited < Patience)
            return (bytes, false);
        var isTooSlow = _bytes < BytesPerSecond * _waited.TotalSeconds;
        (_waited, _bytes) = (TimeSpan.Zero, 0);
        return (bytes, isTooSlow && bytes > 0);
    }
}
