using System.Numerics;

namespace GanSharp.Tensors.Kernels.Cpu;

/// <summary>Normalisation of (outer, groups, inner), a group being all its contiguous runs of <c>inner</c> elements. A task owns whole groups.</summary>
internal static unsafe class RowNorm
{
    /// <summary>mean[g] and the biased variance[g] of group g.</summary>
    public static void Moments<T>(T* x, T* mean, T* variance, int outer, int groups, int inner)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var scale = T.One / T.CreateTruncating((long)outer * inner);
        ForGroups(outer, groups, inner, g =>
        {
            var (sum, squares) = (T.Zero, T.Zero);
            for (var o = 0; o < outer; o++)
                sum += default(SumFold).Row(Run(x, o * groups + g, inner));
            mean[g] = sum * scale;
            for (var o = 0; o < outer; o++)
            {
                var run = Run(x, o * groups + g, inner);
                squares += CenteredDot(run, mean[g], run, mean[g]);
            }
            variance[g] = squares * scale;
        });
    }

    /// <summary>sum[g] = Σ grad and product[g] = Σ grad · (x - mean[g]) over group g.</summary>
    public static void GradientSums<T>(T* grad, T* x, T* mean, T* sum, T* product, int outer, int groups, int inner)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        ForGroups(outer, groups, inner, g =>
        {
            var (total, dot) = (T.Zero, T.Zero);
            for (var o = 0; o < outer; o++)
            {
                total += default(SumFold).Row(Run(grad, o * groups + g, inner));
                dot += CenteredDot(Run(x, o * groups + g, inner), mean[g], Run(grad, o * groups + g, inner), T.Zero);
            }
            (sum[g], product[g]) = (total, dot);
        });

    /// <summary>y = (x - mean[g]) · factor[g] + shift[g]</summary>
    public static void Apply<T>(T* x, T* mean, T* factor, T* shift, T* y, int outer, int groups, int inner)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Chunks.ForRows(outer * groups, inner, (first, end) =>
        {
            for (var row = first; row < end; row++)
            {
                var g = row % groups;
                LaneLoop.Map(Run(x, row, inner), new(y + (long)row * inner, inner), new Affine(
                    double.CreateTruncating(mean[g]), double.CreateTruncating(factor[g]), double.CreateTruncating(shift[g])));
            }
        });

    /// <summary>y = a[g] · grad + b[g] · (x - mean[g]) + c[g]</summary>
    public static void ApplyGradient<T>(T* grad, T* x, T* mean, T* a, T* b, T* c, T* y, int outer, int groups, int inner)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Chunks.ForRows(outer * groups, inner, (first, end) =>
        {
            for (var row = first; row < end; row++)
            {
                var g = row % groups;
                LaneLoop.Zip(Run(grad, row, inner), Run(x, row, inner), new(y + (long)row * inner, inner), new AffinePair(
                    double.CreateTruncating(mean[g]), double.CreateTruncating(a[g]), double.CreateTruncating(b[g]), double.CreateTruncating(c[g])));
            }
        });

    private static void ForGroups(int outer, int groups, int inner, Action<int> body) =>
        Chunks.ForRows(groups, outer * inner, (first, end) =>
        {
            for (var g = first; g < end; g++)
                body(g);
        });

    private static ReadOnlySpan<T> Run<T>(T* x, int row, int inner) where T : unmanaged => new(x + (long)row * inner, inner);

    /// <summary>Σ (x - centreX) · (y - centreY)</summary>
    private static T CenteredDot<T>(ReadOnlySpan<T> x, T centreX, ReadOnlySpan<T> y, T centreY) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (a, b) = (Vector<T>.Zero, Vector<T>.Zero);
        var (shiftX, shiftY) = (Vector.Create(centreX), Vector.Create(centreY));
        var (i, width) = (0, Vector<T>.Count);
        for (; i <= x.Length - 2 * width; i += 2 * width)
        {
            a += (new Vector<T>(x[i..]) - shiftX) * (new Vector<T>(y[i..]) - shiftY);
            b += (new Vector<T>(x[(i + width)..]) - shiftX) * (new Vector<T>(y[(i + width)..]) - shiftY);
        }
        var sum = Vector.Sum(a + b);
        for (; i < x.Length; i++)
            sum += (x[i] - centreX) * (y[i] - centreY);
        return sum;
    }

    private readonly struct Affine(double mean, double factor, double shift) : ILaneMap
    {
        public Vector<T> At<T>(Vector<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            (x - Vector.Create(T.CreateTruncating(mean))) * T.CreateTruncating(factor) + Vector.Create(T.CreateTruncating(shift));
    }

    private readonly struct AffinePair(double mean, double a, double b, double c) : ILaneZip
    {
        public Vector<T> At<T>(Vector<T> grad, Vector<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            grad * T.CreateTruncating(a) + (x - Vector.Create(T.CreateTruncating(mean))) * T.CreateTruncating(b)
            + Vector.Create(T.CreateTruncating(c));
    }
}
