using GanSharp.Tensors;

namespace GanSharp.Metrics;

/// <summary>
/// 95% intervals by the bootstrap (Efron 1979): a figure is computed again for sets of the same size that are drawn
/// from the images with replacement.
/// <para>
/// A set with repetitions is less varied than the images it was drawn from, so resampled figures are not only scattered
/// but also shifted: a Fréchet distance is biased once by the number of images, and by about as much again by the
/// resampling. The percentiles are therefore moved so that the mean of the resampled figures equals the figure. The
/// interval is that of the figure at this number of images, not of its limit for infinitely many: the bias by the
/// number of images remains, in the samples as in the floor.
/// </para>
/// <para>
/// The resampled images are those that the figure is a mean over: samples, or real images for recall and coverage. All
/// else is fixed, such as real images for other figures and the radii of manifolds, since all generators share them.
/// </para>
/// </summary>
internal sealed class Bootstrap
{
    private const double Tail = 0.025;

    private readonly long _seed;
    private readonly Dictionary<int, int[][]> _counts = [];

    /// <summary>A bootstrap with that many resamples; fewer than two give no intervals.</summary>
    public Bootstrap(int resamples, long seed, CancellationToken cancellation) =>
        (Resamples, _seed, Cancellation) = (resamples, seed, cancellation);

    public int Resamples { get; }

    private CancellationToken Cancellation { get; }

    /// <summary>For each resample, how often each image is drawn; the same for all figures.</summary>
    public int[][] Counts(int images)
    {
        if (!_counts.TryGetValue(images, out var counts))
        {
            var stream = new RandomStream("bootstrap", _seed);
            _counts[images] = counts = [
                .. Enumerable
                    .Range(0, Resamples)
                    .Select(_ => ClassFigures.Count(stream.Integers(images, images), images)),
            ];
        }
        return counts;
    }

    /// <summary>Computes a figure and its interval; no interval without resamples.</summary>
    /// <param name="images">Number of images to resample.</param>
    /// <param name="figure">
    /// Computes the figure, given the number of occurrences of each image; null means once each. Called from several
    /// threads.
    /// </param>
    /// <param name="least">The smallest value that the figure can have.</param>
    /// <param name="most">The largest.</param>
    public Figure Estimate(
        int images, Func<int[]?, double> figure, double least = 0, double most = double.PositiveInfinity)
    {
        Cancellation.ThrowIfCancellationRequested();
        var counts = Counts(images);
        var resampled = new double[Resamples];
        Parallel.For(0, Resamples, new() { MaxDegreeOfParallelism = Compute.Threads, CancellationToken = Cancellation },
            i => resampled[i] = figure(counts[i]));
        return Estimate(figure(null), resampled, least, most);
    }

    /// <summary>
    /// A figure with its interval, from its resampled values. No interval if one of them is not finite, as in resamples
    /// of very few images that contain only one of them.
    /// </summary>
    public static Figure Estimate(
        double value, double[] resampled, double least = 0, double most = double.PositiveInfinity)
    {
        if (resampled.Length < 2 || !Array.TrueForAll(resampled, double.IsFinite))
            return new(value);
        double[] sorted = [.. resampled.Order()];
        var shift = value - sorted.Average();
        return new(value)
        {
            Low = Math.Clamp(Quantile(sorted, Tail) + shift, least, most),
            High = Math.Clamp(Quantile(sorted, 1 - Tail) + shift, least, most),
        };
    }

    /// <summary>A quantile, interpolated linearly.</summary>
    internal static double Quantile(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var (below, part) = ((int)place, place - (int)place);
        return below + 1 < sorted.Length ? sorted[below] * (1 - part) + sorted[below + 1] * part : sorted[below];
    }
}
