using System.Collections.Concurrent;
using GanSharp.Mpi;

namespace GanSharp.Tests.Mpi;

/// <summary>Messages between threads that stand for processes.</summary>
internal sealed unsafe class LocalMessages(int rank, LocalNetwork network) : IMessages
{
    private readonly Dictionary<nint, Func<bool>> _receiving = [];
    private nint _last;

    public int Rank => rank;

    public int Count => network.Count;

    public nint Send(int to, int tag, ReadOnlySpan<byte> message)
    {
        network.Between(rank, to, tag).Enqueue(message.ToArray());
        return 0;
    }

    public nint Receive(int from, int tag, Span<byte> message)
    {
        var (queue, length) = (network.Between(from, rank, tag), message.Length);
        fixed (byte* start = message) // the caller's memory does not move
        {
            var target = (nint)start;
            _receiving.Add(++_last, () =>
            {
                if (!queue.TryDequeue(out var bytes))
                    return false;
                bytes.CopyTo(new Span<byte>((byte*)target, length));
                return true;
            });
        }
        return _last;
    }

    public bool IsDone(nint transfer)
    {
        if (transfer == 0)
            return true;
        if (!_receiving[transfer]())
            return false;
        _receiving.Remove(transfer);
        return true;
    }

    public void Abort(int exitCode) => throw new InvalidOperationException($"aborted with {exitCode}");

    public void Dispose() { }
}

/// <summary>The connections of such threads.</summary>
internal sealed class LocalNetwork(int count)
{
    private readonly ConcurrentDictionary<(int From, int To, int Tag), ConcurrentQueue<byte[]>> _queues = [];

    public int Count => count;

    public ConcurrentQueue<byte[]> Between(int from, int to, int tag) => _queues.GetOrAdd((from, to, tag), _ => new());

    /// <summary>Runs work in each of the processes at once, and returns their results in order.</summary>
    public static T[] Run<T>(int count, Func<ProcessGroup, T> work)
    {
        if (count == 1)
            return [work(ProcessGroup.Single)];
        var network = new LocalNetwork(count);
        return Task.WhenAll(Enumerable.Range(0, count).Select(rank => Task.Factory.StartNew(
            () =>
            {
                using var processes = new ConnectedProcesses(
                    () => new LocalMessages(rank, network), TimeProvider.System);
                return work(processes);
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))).GetAwaiter().GetResult();
    }
}
