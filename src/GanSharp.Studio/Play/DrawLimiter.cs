namespace GanSharp.Studio.Play;

/// <summary>
/// Limits the work for requests: as many draws at a time as there are processors, and one long task. Others wait in
/// turn.
/// </summary>
internal sealed class DrawLimiter : IDisposable
{
    private readonly SemaphoreSlim _draws = new(Environment.ProcessorCount), _long = new(1);

    /// <summary>Draws pictures.</summary>
    public Task<T> DrawAsync<T>(Func<T> draw, CancellationToken cancellation) => RunAsync(_draws, draw, cancellation);

    /// <summary>Does a long task, such as a film or an export.</summary>
    public Task<T> LongAsync<T>(Func<T> work, CancellationToken cancellation) => RunAsync(_long, work, cancellation);

    /// <inheritdoc/>
    public void Dispose()
    {
        _draws.Dispose();
        _long.Dispose();
    }

    private static async Task<T> RunAsync<T>(SemaphoreSlim places, Func<T> work, CancellationToken cancellation)
    {
        await places.WaitAsync(cancellation);
        try
        {
            return work();
        }
        finally
        {
            places.Release();
        }
    }
}
