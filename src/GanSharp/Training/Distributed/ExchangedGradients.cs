using System.Numerics;
using GanSharp.Mpi;
using GanSharp.Tensors;

namespace GanSharp.Training.Distributed;

/// <summary>
/// The sum over shards of several processes. Gradients travel in buckets while those of earlier layers are still being
/// computed.
/// </summary>
/// <typeparam name="T">The type of the gradients.</typeparam>
internal sealed class ExchangedGradients<T> : GradientSum where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // A bucket of this many numbers is large enough to use the bandwidth of a network, and small enough to be early.
    // Tags of messages are few, so a large network has larger buckets.
    private const int LeastBucket = 1 << 18, MostBuckets = 64, FirstTag = 16;

    private readonly IReadOnlyList<Tensor> _parameters;
    private readonly Shards _shards;
    private readonly ConnectedProcesses _processes;
    private readonly GradientBucket<T>[] _buckets;
    private readonly ILookup<int, GradientBucket<T>> _bucketsOf;
    private readonly Tensor[] _means;
    private long _firstReady, _computed;

    /// <summary>Groups the parameters into buckets, those of the last layers first.</summary>
    public ExchangedGradients(IReadOnlyList<Tensor> parameters, Shards shards, ConnectedProcesses processes)
    {
        (_parameters, _shards, _processes) = (parameters, shards, processes);
        _means = [.. parameters.Select(parameter => Tensor.Zeros(parameter.Shape, parameter.DType, parameter.Device))];
        var numbers = Buckets().ToArray();
        _buckets =
        [
            .. numbers.Select((bucket, index) => new GradientBucket<T>(
                bucket, shards, processes.Count, FirstTag + index * GradientBucket<T>.Tags(shards))),
        ];
        _bucketsOf = numbers.Zip(_buckets)
            .SelectMany(pair => pair.First.Parts.Select(part => (part.Parameter, Bucket: pair.Second)))
            .ToLookup(entry => entry.Parameter, entry => entry.Bucket);
    }

    private Messenger Messenger => _processes.Messenger;

    /// <inheritdoc/>
    public override void Add(Shard shard, Tensor loss)
    {
        if (shard == _shards.Own[0])
        {
            _firstReady = 0;
            foreach (var bucket in _buckets)
            {
                bucket.Reset();
                Messenger.Start(bucket);
            }
        }
        Grad.Of(loss, _parameters, ready: (index, gradient) =>
        {
            foreach (var bucket in _bucketsOf[index])
            {
                if (bucket.Add(shard, index, gradient) && _firstReady == 0)
                    _firstReady = Messenger.Time.GetTimestamp();
            }
        });
        _computed = Messenger.Time.GetTimestamp();
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Mean()
    {
        foreach (var bucket in _buckets)
        {
            Messenger.Wait(bucket);
            bucket.CopyMeans();
        }
        var end = Math.Max(_computed, _buckets.Max(bucket => bucket.EndTime));
        _processes.Add(new(
            Messenger.Time.GetElapsedTime(_firstReady, end), Messenger.Time.GetElapsedTime(_computed, end),
            _buckets.Sum(bucket => bucket.BytesToSend)));
        return _means;
    }

    private IEnumerable<GradientNumbers<T>> Buckets()
    {
        var size = Math.Max(LeastBucket, _parameters.Sum(parameter => parameter.Count) / MostBuckets);
        // Only the gradients of a single shard live until the means are there.
        var inPlace = _shards.Own.Count == 1 && TensorMessage.CanReach(_means[0]);
        var group = new List<GradientPart>();
        for (var index = _parameters.Count - 1; index >= 0; index--)
        {
            var count = _parameters[index].Count;
            if (inPlace && count >= size)
            {
                for (var start = 0; start < count; start += size)
                    yield return new NumbersInPlace<T>(
                        new(index, start, Math.Min(size, count - start)), _means[index]);
                continue;
            }
            group.Add(new(index, 0, count));
            if (group.Sum(part => part.Length) < size)
                continue;
            yield return Packed();
            group.Clear();
        }
        if (group.Count > 0)
            yield return Packed();

        PackedNumbers<T> Packed() => new([.. group], _shards.Own, _means);
    }
}
