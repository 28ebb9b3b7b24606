namespace GanSharp.Studio.Live;

/// <summary>
/// A curve of bounded size: means over equal ranges of steps. When there are too many, neighbours are joined, so a
/// curve of any length keeps between a half and the whole of its most points.
/// </summary>
internal sealed class CurvePoints
{
    /// <summary>The most points of a curve.</summary>
    public const int Most = 1024;

    private readonly List<Bucket> _buckets = [];
    private long _width = 1;

    /// <summary>The points: the last step of each range, and the mean of the finite values in it.</summary>
    public IEnumerable<(long Step, double Value)> Points =>
        _buckets.Select(bucket => (bucket.Step, bucket.Sum / bucket.Count));

    /// <summary>Adds the value of a step; steps come in order. A value that is not finite is left out.</summary>
    public void Add(long step, double value)
    {
        if (!double.IsFinite(value))
            return;
        var range = step / _width;
        if (_buckets is [.., var last] && last.Range == range)
        {
            _buckets[^1] = last with { Step = step, Sum = last.Sum + value, Count = last.Count + 1 };
            return;
        }
        _buckets.Add(new(range, step, value, 1));
        if (_buckets.Count > Most)
            Halve();
    }

    private void Halve()
    {
        _width *= 2;
        var joined = _buckets.GroupBy(bucket => bucket.Range / 2)
            .Select(pair => new Bucket(
                pair.Key, pair.Last().Step, pair.Sum(each => each.Sum), pair.Sum(each => each.Count)))
            .ToArray();
        _buckets.Clear();
        _buckets.AddRange(joined);
    }

    private readonly record struct Bucket(long Range, long Step, double Sum, long Count);
}
