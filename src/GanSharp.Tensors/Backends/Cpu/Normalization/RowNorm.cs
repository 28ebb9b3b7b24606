using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Elementwise;
using GanSharp.Tensors.Backends.Cpu.Reduction;
using GanSharp.Tensors.Backends.Cpu.Threads;
using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends.Cpu.Normalization;

/// <summary>
/// Normalisation with long runs of one group. A task processes whole groups, which are numbered over all parts.
/// </summary>
internal static unsafe class RowNorm
{
    /// <summary>Elements of neighbouring groups that are read together, some times the size of a cache line.</summary>
    private const int BlockLength = 1024;

    /// <summary>mean[g] and the biased variance[g] of group g.</summary>
    public static void Moments<T>(T* x, T* mean, T* variance, NormGeometry geometry)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (_, outer, groups, inner) = geometry;
        var scale = T.One / T.CreateTruncating(geometry.GroupSize);
        ForBlocks(geometry, (first, count, start) =>
        {
            T* sums = mean + first, squares = variance + first;
            new Span<T>(sums, count).Clear();
            new Span<T>(squares, count).Clear();
            for (var o = 0; o < outer; o++)
            {
                for (var i = 0; i < count; i++)
                    sums[i] += default(SumReducer).Row(Run(x, start + o * groups + i, inner));
            }
            for (var i = 0; i < count; i++)
                sums[i] *= scale;
            for (var o = 0; o < outer; o++)
            {
                for (var i = 0; i < count; i++)
                {
                    var run = Run(x, start + o * groups + i, inner);
                    squares[i] += CenteredDot(run, sums[i], run, sums[i]);
                }
            }
            for (var i = 0; i < count; i++)
                squares[i] *= scale;
        });
    }

    /// <summary>sum[g] = Σ grad and product[g] = Σ grad · (x - mean[g]) over group g.</summary>
    public static void GradientSums<T>(T* grad, T* x, T* mean, T* sum, T* product, NormGeometry geometry)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (_, outer, groups, inner) = geometry;
        ForBlocks(geometry, (first, count, start) =>
        {
            new Span<T>(sum + first, count).Clear();
            new Span<T>(product + first, count).Clear();
            for (var o = 0; o < outer; o++)
            {
                for (var i = 0; i < count; i++)
                {
                    var (g, run) = (first + i, start + o * groups + i);
                    var gradRun = Run(grad, run, inner);
                    sum[g] += default(SumReducer).Row(gradRun);
                    product[g] += CenteredDot(Run(x, run, inner), mean[g], gradRun, T.Zero);
                }
            }
        });
    }

    /// <summary>y = (x - mean[g]) · factor[g] + shift[g]</summary>
    public static void Apply<T>(T* x, T* mean, T* factor, T* shift, T* y, NormGeometry geometry)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        ForRuns(geometry, (run, g) =>
        {
            var inner = geometry.Inner;
            VectorLoop.Unary(Run(x, run, inner), new(y + (long)run * inner, inner), new Affine(
                double.CreateTruncating(mean[g]), double.CreateTruncating(factor[g]),
                double.CreateTruncating(shift[g])));
        });

    /// <summary>y = a[g] · grad + b[g] · (x - mean[g]) + c[g]</summary>
    public static void ApplyGradient<T>(T* grad, T* x, T* mean, GroupFactors<T> factors, T* y, NormGeometry geometry)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        ForRuns(geometry, (run, g) =>
        {
            var inner = geometry.Inner;
            VectorLoop.Binary(
                Run(grad, run, inner), Run(x, run, inner), new(y + (long)run * inner, inner),
                new AffinePair(
                    double.CreateTruncating(mean[g]), double.CreateTruncating(factors.A[g]),
                    double.CreateTruncating(factors.B[g]), double.CreateTruncating(factors.C[g])));
        });

    /// <summary>
    /// Calls <paramref name="body"/> with blocks of neighbouring groups of one part: the first group, their number, and
    /// the first run. The next runs of a group are <c>groups</c> apart, so those of a block are read together.
    /// </summary>
    private static void ForBlocks(NormGeometry geometry, Action<int, int, int> body)
    {
        var (parts, outer, groups, inner) = geometry;
        var size = Math.Max(1, Math.Min(BlockLength / Math.Max(1, inner), groups));
        var blocks = Integers.CeilDiv(groups, size);
        Chunks.ForRows(parts * blocks, size * geometry.GroupSize, (start, end) =>
        {
            for (var i = start; i < end; i++)
            {
                var (part, block) = Math.DivRem(i, blocks);
                var first = block * size;
                body(part * groups + first, Math.Min(size, groups - first), part * outer * groups + first);
            }
        });
    }

    /// <summary>Calls <paramref name="body"/> with every run and its group.</summary>
    private static void ForRuns(NormGeometry geometry, Action<int, int> body)
    {
        var (parts, outer, groups, inner) = geometry;
        Chunks.ForRows(parts * outer * groups, inner, (start, end) =>
        {
            for (var run = start; run < end; run++)
                body(run, run / (outer * groups) * groups + run % groups);
        });
    }

    private static ReadOnlySpan<T> Run<T>(T* x, int run, int inner)
        where T : unmanaged => new(x + (long)run * inner, inner);

    /// <summary>Σ (x - centreX) · (y - centreY)</summary>
    private static T CenteredDot<T>(ReadOnlySpan<T> x, T centreX, ReadOnlySpan<T> y, T centreY)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
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

    private readonly struct Affine(double mean, double factor, double shift) : IVectorUnary
    {
        public Vector<T> At<T>(Vector<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            (x - Vector.Create(T.CreateTruncating(mean))) * T.CreateTruncating(factor)
            + Vector.Create(T.CreateTruncating(shift));
    }

    private readonly struct AffinePair(double mean, double a, double b, double c) : IVectorBinary
    {
        public Vector<T> At<T>(Vector<T> grad, Vector<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            grad * T.CreateTruncating(a) + (x - Vector.Create(T.CreateTruncating(mean))) * T.CreateTruncating(b)
            + Vector.Create(T.CreateTruncating(c));
    }
}
