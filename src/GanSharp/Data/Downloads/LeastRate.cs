namespace GanSharp.Data.Downloads;

/// <summary>
/// Notices that bytes come too slowly: less than 1 KB a second, over half a minute of waiting for them.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class LeastRate(TimeProvider time)
{
    private const int BytesPerSecond = 1000;

    /// <summary>How long is waited, before a rate is evaluated as well as for any byte at all.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private TimeSpan _waited;
    private long _bytes;

    /// <summary>Waits for bytes, and counts both.</summary>
    /// <returns>The bytes that came, and whether those of the last half minute are too few.</returns>
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
