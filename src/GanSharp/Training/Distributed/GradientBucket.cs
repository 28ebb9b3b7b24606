using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GanSharp.Mpi;
using GanSharp.Tensors;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace GanSharp.Training.Distributed;

/// <summary>
/// The exchange of the gradients of some parameters: reduce-scatter, then all-gather. The numbers are cut into as many
/// slices as there are processes. Each process sends its slices of each of its shards to the owners of the slices; an
/// owner adds them in the order of the shards, divides by their number, and sends the mean to all.
/// </summary>
/// <typeparam name="T">The type of the gradients.</typeparam>
internal sealed class GradientBucket<T> : Exchange where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Shards _shards;
    private readonly int _firstTag, _slice;
    private readonly int[] _lengths, _starts;
    private readonly Dictionary<int, T[]> _own = [];
    private readonly T[] _others, _mean;
    private readonly ConcurrentQueue<int> _filled = new();
    private readonly List<nint> _sending = [], _receivingShards = [], _receivingMeans = [];
    private int _toSend, _missing;
    private bool _isSummed;

    /// <summary>Prepares the exchange.</summary>
    /// <param name="lengths">Numbers of each parameter.</param>
    /// <param name="shards">The shards of all processes.</param>
    /// <param name="processes">The number of processes.</param>
    /// <param name="firstTag">The tag of the messages of shard 0; the further ones follow.</param>
    public GradientBucket(int[] lengths, Shards shards, int processes, int firstTag)
    {
        (_lengths, _shards, _firstTag) = (lengths, shards, firstTag);
        _starts = [.. lengths.Index().Select(entry => lengths.Take(entry.Index).Sum())];
        _slice = (lengths.Sum() + processes - 1) / processes;
        foreach (var shard in shards.Own)
            _own[shard.Index] = Pinned(processes * _slice);
        _others = Pinned(shards.Count * _slice);
        _mean = Pinned(processes * _slice);
    }

    /// <summary>Bytes that this process sends in an exchange.</summary>
    public double BytesToSend => (_shards.Own.Count + 1d) * (_mean.Length - _slice) * Unsafe.SizeOf<T>();

    /// <summary>The tags that a bucket needs.</summary>
    public static int Tags(Shards shards) => shards.Count + 1;

    /// <inheritdoc/>
    public override void Reset()
    {
        base.Reset();
        _missing = _lengths.Length;
        _toSend = _shards.Own.Count;
        _isSummed = false;
    }

    /// <summary>Takes the gradient of a parameter in a shard.</summary>
    /// <returns>Whether the shard's gradients are complete, so that they can be sent.</returns>
    public bool Add(Shard shard, int parameter, Tensor gradient)
    {
        gradient.CopyTo(_own[shard.Index].AsSpan(_starts[parameter], _lengths[parameter]));
        if (--_missing > 0)
            return false;
        _missing = _lengths.Length;
        _filled.Enqueue(shard.Index);
        return true;
    }

    /// <summary>Copies the mean gradient of a parameter to a tensor.</summary>
    public void CopyMean(int parameter, Tensor target) =>
        target.CopyFrom<T>(_mean.AsSpan(_starts[parameter], _lengths[parameter]));

    /// <inheritdoc/>
    public override void Begin(IMessages messages)
    {
        for (var shard = 0; shard < _shards.Count; shard++)
        {
            if (!_own.ContainsKey(shard))
                _receivingShards.Add(messages.Receive(
                    shard / _shards.Own.Count, _firstTag + shard, Bytes(_others, shard)));
        }
        foreach (var other in Others(messages))
            _receivingMeans.Add(messages.Receive(other, _firstTag + _shards.Count, Bytes(_mean, other)));
    }

    /// <inheritdoc/>
    public override bool Advance(IMessages messages)
    {
        while (_filled.TryDequeue(out var shard))
        {
            foreach (var other in Others(messages))
                _sending.Add(messages.Send(other, _firstTag + shard, Bytes(_own[shard], other)));
            _toSend--;
        }
        if (_toSend > 0 || !AreDone(messages, _receivingShards))
            return false;
        if (!_isSummed)
        {
            SumSlice(messages.Rank);
            foreach (var other in Others(messages))
                _sending.Add(messages.Send(other, _firstTag + _shards.Count, Bytes(_mean, messages.Rank)));
            _isSummed = true;
        }
        return AreDone(messages, _receivingMeans) & AreDone(messages, _sending);
    }

    private void SumSlice(int process)
    {
        var sum = Slice(_mean, process);
        for (var shard = 0; shard < _shards.Count; shard++)
        {
            ReadOnlySpan<T> next = _own.TryGetValue(shard, out var own) ? Slice(own, process) : Slice(_others, shard);
            if (shard == 0)
                next.CopyTo(sum);
            else
                TensorPrimitives.Add(sum, next, sum);
        }
        TensorPrimitives.Multiply(sum, T.CreateTruncating(1.0 / _shards.Count), sum);
    }

    private Span<T> Slice(T[] numbers, int index) => numbers.AsSpan(index * _slice, _slice);

    private Span<byte> Bytes(T[] numbers, int index) => MemoryMarshal.AsBytes(Slice(numbers, index));

    private static T[] Pinned(int length) => GC.AllocateArray<T>(length, pinned: true);
}
