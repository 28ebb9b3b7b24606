using GanSharp.Tensors;

namespace GanSharp.Metrics;

/// <summary>
/// How two sets of feature vectors overlap. The manifold of a set consists of one ball per vector, which reaches to the
/// vector's k-th nearest neighbour in the set, itself not counted (or to the farthest if there are fewer).
/// </summary>
public sealed class ManifoldOverlap
{
    private ManifoldOverlap(int neighbours, int[] balls, bool[] reached, bool[] covered) =>
        (Neighbours, Balls, Reached, Covered) = (neighbours, balls, reached, covered);

    /// <summary>k.</summary>
    public int Neighbours { get; }

    /// <summary>
    /// The share of samples in the manifold of the real images, 0 to 1: how many samples look real (Kynkäänniemi et al.
    /// 2019, https://arxiv.org/abs/1904.06991).
    /// </summary>
    public double Precision => PrecisionOf(null);

    /// <summary>
    /// The share of real images in the manifold of the samples, 0 to 1: how much of the real variety can be generated
    /// (the same paper).
    /// </summary>
    public double Recall => RecallOf(null);

    /// <summary>
    /// The mean number of real images' balls that contain a sample, divided by k: about 1 for real images, more if all
    /// samples are typical. Unlike in precision, a real outlier with a large ball adds little (Naeem et al. 2020,
    /// https://arxiv.org/abs/2002.09797).
    /// </summary>
    public double Density => DensityOf(null);

    /// <summary>The share of real images with a sample in their ball, 0 to 1 (the same paper).</summary>
    public double Coverage => CoverageOf(null);

    /// <summary>For each sample, the number of real images' balls that contain it.</summary>
    internal int[] Balls { get; }

    /// <summary>For each real image, whether a sample's ball contains it.</summary>
    internal bool[] Reached { get; }

    /// <summary>For each real image, whether its ball contains a sample.</summary>
    internal bool[] Covered { get; }

    /// <summary>Compares samples with real images.</summary>
    /// <param name="samples">Shape (N, D) with N at least 2, F32 or F64.</param>
    /// <param name="real">Shape (M, D) with M at least 2.</param>
    /// <param name="neighbours">k, at least 1.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static ManifoldOverlap Between(
        Tensor samples, Tensor real, int neighbours = 5, CancellationToken cancellation = default)
    {
        using var scope = new TensorScope();
        var (x, y) = (samples.ToDoubles(), real.ToDoubles());
        return Between(x, y, SquaredRadii(y, neighbours, cancellation), neighbours, cancellation);
    }

    internal static ManifoldOverlap Between(
        Tensor x, Tensor y, double[] radiiOfY, int neighbours, CancellationToken cancellation)
    {
        var radiiOfX = SquaredRadii(x, neighbours, cancellation);
        var (balls, reached, covered) = (new int[x.Shape[0]], new bool[y.Shape[0]], new bool[y.Shape[0]]);
        Pairs.SquaredDistances(x, y, (i, squares) =>
        {
            var (radius, count) = (radiiOfX[i], 0);
            for (var j = 0; j < squares.Length; j++)
            {
                if (squares[j] <= radius)
                    reached[j] = true;
                if (squares[j] <= radiiOfY[j])
                {
                    covered[j] = true;
                    count++;
                }
            }
            balls[i] = count;
        }, cancellation);
        return new(neighbours, balls, reached, covered);
    }

    /// <summary>The squared distance of each vector to its k-th nearest neighbour.</summary>
    internal static double[] SquaredRadii(Tensor x, int neighbours, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(neighbours, 1);
        if (x.Shape[0] < 2)
            throw new GanSharpException("one feature vector has no neighbours; compare 2 or more");
        var radii = new double[x.Shape[0]];
        Pairs.SquaredDistances(x, x, (i, squares) =>
        {
            var nearest = new NearestFew(Math.Min(neighbours, squares.Length - 1));
            nearest.Add(squares[..i], 0);
            nearest.Add(squares[(i + 1)..], i + 1);
            radii[i] = nearest.Distances[^1];
        }, cancellation);
        return radii;
    }

    internal double PrecisionOf(int[]? counts) => counts.Mean(Balls.Length, i => Balls[i] > 0 ? 1 : 0);

    internal double RecallOf(int[]? counts) => counts.Mean(Reached.Length, i => Reached[i] ? 1 : 0);

    internal double DensityOf(int[]? counts) => counts.Mean(Balls.Length, i => (double)Balls[i] / Neighbours);

    internal double CoverageOf(int[]? counts) => counts.Mean(Covered.Length, i => Covered[i] ? 1 : 0);
}
