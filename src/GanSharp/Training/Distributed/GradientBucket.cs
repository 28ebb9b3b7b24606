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
    // Numbers that are added at a time, so that they stay in the cache until they are divided.
    private const int Block = 4096;

    private readonly Shards _shards;
    private readonly GradientNumbers<T> _numbers;
    private readonly int _firstTag, _slice;
    private readonly T[] _others;
    private readonly ConcurrentQueue<int> _filled = new();
    private readonly List<nint> _sending = [], _receivingShards = [], _receivingMeans = [];
    private int _toSend;
    private bool _isSummed;

    /// <summary>Prepares the exchange.</summary>
    /// <param name="numbers">The gradients.</param>
    /// <param name="shards">The shards of all processes.</param>
    /// <param name="processes">The number of processes.</param>
    /// <param name="firstTag">The tag of the messages of shard 0; the further ones follow.</param>
    public GradientBucket(GradientNumbers<T> numbers, Shards shards, int processes, int firstTag)
    {
        (_numbers, _shards, _firstTag) = (numbers, shards, firstTag);
        _slice = (numbers.Count + processes - 1) / processes;
        _others = GC.AllocateArray<T>(shards.Count * _slice, pinned: true);
        BytesToSend = (shards.Own.Count + 1d) * (processes - 1) * _slice * Unsafe.SizeOf<T>();
    }

    /// <summary>Bytes that this process sends in an exchange.</summary>
    public double BytesToSend { get; }

    /// <summary>The tags that a bucket needs.</summary>
    public static int Tags(Shards shards) => shards.Count + 1;

    /// <inheritdoc/>
    public override void Reset()
    {
        base.Reset();
        _toSend = _shards.Own.Count;
        _isSummed = false;
    }

    /// <summary>Takes the gradient of a parameter in a shard.</summary>
    /// <returns>Whether the shard's gradients are complete, so that they can be sent.</returns>
    public bool Add(Shard shard, int parameter, Tensor gradient)
    {
        if (!_numbers.Add(shard, parameter, gradient))
            return false;
        _filled.Enqueue(shard.Index);
        return true;
    }

    /// <summary>Writes the means to the tensors for them, when the exchange has ended.</summary>
    public void CopyMeans() => _numbers.CopyMeans();

    /// <inheritdoc/>
    public override void Begin(IMessages messages)
    {
        for (var shard = 0; shard < _shards.Count; shard++)
        {
            var process = shard / _shards.Own.Count;
            if (process != messages.Rank)
                _receivingShards.Add(messages.Receive(process, _firstTag + shard, Bytes(OfOther(shard, messages))));
        }
        foreach (var other in Others(messages))
            _receivingMeans.Add(messages.Receive(other, MeanTag, Bytes(Slice(_numbers.Mean, other))));
    }

    /// <inheritdoc/>
    public override bool Advance(IMessages messages)
    {
        while (_filled.TryDequeue(out var shard))
        {
            foreach (var other in Others(messages))
                _sending.Add(messages.Send(other, _firstTag + shard, Bytes(Slice(_numbers.Of(shard), other))));
            _toSend--;
        }
        if (_toSend > 0 || !AreDone(messages, _receivingShards))
            return false;
        if (!_isSummed)
        {
            Sum(messages);
            foreach (var other in Others(messages))
                _sending.Add(messages.Send(other, MeanTag, Bytes(Slice(_numbers.Mean, messages.Rank))));
            _isSummed = true;
        }
        return AreDone(messages, _receivingMeans) & AreDone(messages, _sending);
    }

    private int MeanTag => _firstTag + _shards.Count;

    /// <summary>Computes the mean of the slice of this process.</summary>
    private void Sum(IMessages messages)
    {
        var mean = Slice(_numbers.Mean, messages.Rank);
        for (var start = 0; start < mean.Length; start += Block)
        {
            var range = start..Math.Min(start + Block, mean.Length);
            var sum = mean[range];
            for (var shard = 0; shard < _shards.Count; shard++)
            {
                var next = shard / _shards.Own.Count == messages.Rank
                    ? Slice(_numbers.Of(shard), messages.Rank)[range]
                    : OfOther(shard, messages)[range];
                if (shard == 0)
                    next.CopyTo(sum);
                else
                    TensorPrimitives.Add(sum, next, sum);
            }
            TensorPrimitives.Multiply(sum, T.CreateTruncating(1.0 / _shards.Count), sum);
        }
    }

    /// <summary>What another process sends of one of its shards: the slice of this process.</summary>
    private Span<T> OfOther(int shard, IMessages messages) =>
        _others.AsSpan(shard * _slice, Slice(_numbers.Mean, messages.Rank).Length);

    /// <summary>The slice of a process. The last one may be shorter.</summary>
    private Span<T> Slice(Span<T> numbers, int process)
    {
        var start = Math.Min(process * _slice, numbers.Length);
        return numbers[start..Math.Min(start + _slice, numbers.Length)];
    }

    private static Span<byte> Bytes(Span<T> numbers) => MemoryMarshal.AsBytes(numbers);
}
