using GanSharp.Tensors;

namespace GanSharp.Metrics;

/// <summary>
/// 95% intervals by the bootstrap (Efron 1979): a figure is computed again for sets that are drawn from the images with
/// replacement, as many as there were.
/// <para>
/// A set with repetitions is poorer than the images it was drawn from, so the figures of such sets are not only spread
/// but also shifted: a Fréchet distance comes out too large a second time by about what it is too large by at this
/// number of images already. The percentiles are therefore moved so that the mean of the resampled figures falls on the
/// figure itself. The interval is thus one for the figure at this number of images, which is what others are compared
/// with, and not for its limit with ever more of them: the bias of the number stays, in samples as in the floor.
/// </para>
/// <para>
/// What a figure is a mean over is resampled: samples, or real images for recall and coverage. All else is held, the
/// real images of the other figures and the radii of manifolds, since every generator is evaluated by the same ones.
/// </para>
/// </summary>
internal sealed class Bootstrap
{
    private const double Tail = 0.025;

    private readonly long _seed;
    private readonly Dictionary<int, int[][]> _counts = [];

    /// <summary>A bootstrap with that many resamples; no intervals with fewer than two.</summary>
    public Bootstrap(int resamples, long seed, CancellationToken cancellation) =>
        (Resamples, _seed, Cancellation) = (resamples, seed, cancellation);

    public int Resamples { get; }

    private CancellationToken Cancellation { get; }

    /// <summary>How often each of that many images is drawn, for each resample: the same for all figures.</summary>
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

    /// <summary>A figure with its interval, if there are resamples.</summary>
    /// <param name="images">Number of images that are resampled.</param>
    /// <param name="figure">
    /// The figure for how often each image is there; null stands for once each. Called from several threads.
    /// </param>
    /// <param name="least">The least value that the figure can have.</param>
    /// <param name="most">The greatest.</param>
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
    /// A figure with its interval, from what resampling made of it. There is none where a resample has no such figure:
    /// too few images make some resamples that repeat one image only.
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

    /// <summary>Linear between two neighbours.</summary>
    internal static double Quantile(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var (below, part) = ((int)place, place - (int)place);
        return below + 1 < sorted.Length ? sorted[below] * (1 - part) + sorted[below + 1] * part : sorted[below];
    }
}
