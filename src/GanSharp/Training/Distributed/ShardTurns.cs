using System.Runtime.ExceptionServices;
using GanSharp.Mpi;
using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Training.Distributed;

/// <summary>
/// Lets the shards of a process take turns, for layers that need a sum over all shards in the middle of their work.
/// Each shard computes up to the sum, and then the next one does. Each has a thread, but only one of them runs at a
/// time.
/// </summary>
/// <param name="shards">The shards.</param>
/// <param name="processes">The processes that compute them.</param>
internal sealed class ShardTurns(Shards shards, ProcessGroup processes) : IShardSum
{
    private readonly double[][] _given = new double[shards.Own.Count][];
    private ShardState? _state;
    private SemaphoreSlim[] _turns = [];
    private double[] _sum = [];
    private int _current;
    private volatile Exception? _failure;

    /// <inheritdoc/>
    public int Count => shards.Count;

    /// <summary>Does some work for each shard of this process, each with its own course of the state.</summary>
    /// <param name="state">The state that the work reads and changes; that of the last shard remains.</param>
    /// <param name="work">The work; shards begin and end it in their order.</param>
    public void Run(ShardState state, Action<Shard> work)
    {
        var (before, scope, device) = (state.Save(), TensorScope.Capture(), Device.Current);
        (_state, _failure) = (state, null);
        _turns = [.. shards.Own.Select(_ => new SemaphoreSlim(0))];
        using var ended = new SemaphoreSlim(0);
        Thread[] threads = [.. shards.Own.Select((_, index) => new Thread(() => Work(index)) { IsBackground = true })];
        foreach (var thread in threads)
            thread.Start();
        Pass(0);
        ended.Wait();
        if (_failure is not null)
            Array.ForEach(_turns, turn => turn.Release()); // those who wait see the failure
        Array.ForEach(threads, thread => thread.Join());
        Array.ForEach(_turns, turn => turn.Dispose());
        _state = null;
        if (_failure is { } failure)
            ExceptionDispatchInfo.Throw(failure);

        void Work(int index)
        {
            _turns[index].Wait();
            try
            {
                using var here = device.Use();
                using var lent = scope.Use();
                if (_failure is null)
                {
                    state.Restore(before);
                    state.DrawFor(shards.Own[index]);
                    work(shards.Own[index]);
                }
            }
            catch (Exception error)
            {
                _failure ??= error;
            }
            if (index + 1 < shards.Own.Count)
                Pass(index + 1);
            else
                ended.Release();
        }
    }

    /// <inheritdoc/>
    public Tensor Sum(Tensor own)
    {
        var index = _current;
        _given[index] = own.ToArray<double>();
        if (index + 1 == _given.Length)
            _sum = Added(processes.Gather([.. _given.SelectMany(part => part)]));
        if (_given.Length > 1)
            WaitForOthers(index);
        return Tensor.From(_sum, own.Shape, own.DType, own.Device);
    }

    /// <summary>Lets the others compute up to the same sum.</summary>
    private void WaitForOthers(int index)
    {
        var saved = _state!.Save();
        Pass((index + 1) % _given.Length);
        _turns[index].Wait();
        if (_failure is not null)
            throw new OperationCanceledException("another shard failed");
        _state.Restore(saved);
        _state.DrawFor(shards.Own[index]);
    }

    private void Pass(int index)
    {
        _current = index;
        _turns[index].Release();
    }

    /// <summary>The sum of equally long parts, in their order.</summary>
    private double[] Added(double[] all)
    {
        var sum = all[..(all.Length / Count)];
        for (var i = sum.Length; i < all.Length; i++)
            sum[i % sum.Length] += all[i];
        return sum;
    }
}
