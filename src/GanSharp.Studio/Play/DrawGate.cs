namespace GanSharp.Studio.Play;

/// <summary>Lets as many draws compute at a time as there are processors, and one film; others wait in turn.</summary>
internal sealed class DrawGate : IDisposable
{
    private readonly SemaphoreSlim _draws = new(Environment.ProcessorCount), _films = new(1);

    /// <summary>Draws pictures.</summary>
    public Task<T> DrawAsync<T>(Func<T> draw, CancellationToken cancellation) => RunAsync(_draws, draw, cancellation);

    /// <summary>Draws a film.</summary>
    public Task<T> FilmAsync<T>(Func<T> draw, CancellationToken cancellation) => RunAsync(_films, draw, cancellation);

    public void Dispose()
    {
        _draws.Dispose();
        _films.Dispose();
    }

    private static async Task<T> RunAsync<T>(SemaphoreSlim gate, Func<T> draw, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            return draw();
        }
        finally
        {
            gate.Release();
        }
    }
}
