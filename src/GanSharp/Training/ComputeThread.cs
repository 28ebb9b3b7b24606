using System.Collections.Concurrent;

namespace GanSharp.Training;

/// <summary>
/// A thread that computes for a caller that must not block, one piece of work at a time. It ends when disposed.
/// </summary>
internal sealed class ComputeThread : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];

    public ComputeThread(string name) => new Thread(Loop) { IsBackground = true, Name = name }.Start();

    /// <summary>Calls <paramref name="compute"/> on the thread.</summary>
    public Task<T> RunAsync<T>(Func<T> compute)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() =>
        {
            try
            {
                done.SetResult(compute());
            }
            catch (Exception error)
            {
                done.SetException(error);
            }
        });
        return done.Task;
    }

    public void Dispose() => _work.CompleteAdding();

    private void Loop()
    {
        foreach (var work in _work.GetConsumingEnumerable())
            work();
        _work.Dispose();
    }
}
