using System.Numerics;
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
    private const int BucketSize = 1 << 18;
    private const int FirstTag = 16;

    private readonly IReadOnlyList<Tensor> _parameters;
    private readonly Shards _shards;
    private readonly ProcessGroup _processes;
    private readonly Messenger _messenger;
    private readonly (GradientBucket<T> Bucket, int Place)[] _places;
    private readonly GradientBucket<T>[] _buckets;
    private readonly Tensor[] _means;
    private long _firstReady;

    /// <summary>Groups the parameters into buckets, those of the last layers first.</summary>
    public ExchangedGradients(
        IReadOnlyList<Tensor> parameters, Shards shards, ProcessGroup processes, Messenger messenger)
    {
        (_parameters, _shards, _processes, _messenger) = (parameters, shards, processes, messenger);
        _places = new (GradientBucket<T>, int)[parameters.Count];
        _means = [.. parameters.Select(parameter => Tensor.Zeros(parameter.Shape, parameter.DType, parameter.Device))];
        var buckets = new List<GradientBucket<T>>();
        var group = new List<int>();
        for (var index = parameters.Count - 1; index >= 0; index--)
        {
            group.Add(index);
            if (index > 0 && group.Sum(member => parameters[member].Count) < BucketSize)
                continue;
            var bucket = new GradientBucket<T>(
                [.. group.Select(member => parameters[member].Count)], shards, messenger.Count,
                FirstTag + buckets.Count * GradientBucket<T>.Tags(shards));
            foreach (var (place, member) in group.Index())
                _places[member] = (bucket, place);
            buckets.Add(bucket);
            group.Clear();
        }
        _buckets = [.. buckets];
    }

    /// <inheritdoc/>
    public override void Add(Shard shard, Tensor loss)
    {
        if (shard == _shards.Own[0])
        {
            _firstReady = 0;
            foreach (var bucket in _buckets)
            {
                bucket.Reset();
                _messenger.Start(bucket);
            }
        }
        Grad.Of(loss, _parameters, ready: (index, gradient) =>
        {
            var (bucket, place) = _places[index];
            if (bucket.Add(shard, place, gradient) && _firstReady == 0)
                _firstReady = _messenger.Time.GetTimestamp();
        });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor> Mean()
    {
        var computed = _messenger.Time.GetTimestamp();
        foreach (var bucket in _buckets)
            _messenger.Wait(bucket);
        var end = Math.Max(computed, _buckets.Max(bucket => bucket.EndTime));
        _processes.Add(new(
            _messenger.Time.GetElapsedTime(_firstReady, end), _messenger.Time.GetElapsedTime(computed, end),
            _buckets.Sum(bucket => bucket.BytesToSend)));
        foreach (var (index, (bucket, place)) in _places.Index())
            bucket.CopyMean(place, _means[index]);
        return _means;
    }
}
