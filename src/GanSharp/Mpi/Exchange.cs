
namespace GanSharp.Mpi;

/// <summary>
/// Some messages with a common purpose. <see cref="Messenger"/> moves them on its own thread; the thread that started
/// the exchange waits for its end.
/// </summary>
internal abstract class Exchange : IDisposable
{
    private readonly ManualResetEventSlim _ended = new();

    /// <summary>Posts the first messages.</summary>
    public abstract void Begin(IMessages messages);

    /// <summary>Does what can be done now; returns whether the exchange is complete.</summary>
    public abstract bool Advance(IMessages messages);

    /// <summary>Waits for the end.</summary>
    public void Wait() => _ended.Wait();

    /// <summary>Makes the exchange ready to be started again.</summary>
    public virtual void Reset() => _ended.Reset();

    /// <summary>When the exchange ended.</summary>
    public long EndTime { get; private set; }

    /// <summary>Ends the exchange, complete or not.</summary>
    public void End(long now)
    {
        EndTime = now;
        _ended.Set();
    }

    /// <summary>The other processes, the next one first, so that they do not all begin with the same.</summary>
    protected static IEnumerable<int> Others(IMessages messages) =>
        Enumerable.Range(1, messages.Count - 1).Select(step => (messages.Rank + step) % messages.Count);

    /// <summary>Whether all transfers are complete; forgets those that are.</summary>
    protected static bool AreDone(IMessages messages, List<nint> transfers)
    {
        transfers.RemoveAll(messages.IsDone);
        return transfers.Count == 0;
    }

    /// <inheritdoc/>
    public void Dispose() => _ended.Dispose();
}
