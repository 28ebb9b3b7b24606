using System.Numerics;
using System.Numerics.Tensors;

namespace GanSharp.Tensors.Kernels.Cpu;

/// <summary>Normalisation of (rows, groups), a group being a column. A task owns a strip of columns and walks down the rows.</summary>
internal static unsafe class ColumnNorm
{
    private const int Strip = 128;

    /// <summary>mean[g] and the biased variance[g] of column g.</summary>
    public static void Moments<T>(T* x, T* mean, T* variance, int rows, int groups) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var scale = T.One / T.CreateTruncating(rows);
        ForStrips(groups, (from, width) =>
        {
            var means = new Span<T>(mean + from, width);
            var variances = new Span<T>(variance + from, width);
            Span<T> centered = stackalloc T[width];
            means.Clear();
            variances.Clear();
            for (var row = 0; row < rows; row++)
                TensorPrimitives.Add(means, Part(x, row, groups, from, width), means);
            TensorPrimitives.Multiply(means, scale, means);
            for (var row = 0; row < rows; row++)
            {
                TensorPrimitives.Subtract(Part(x, row, groups, from, width), means, centered);
                TensorPrimitives.MultiplyAdd(centered, centered, variances, variances);
            }
            TensorPrimitives.Multiply(variances, scale, variances);
        });
    }

    /// <summary>sum[g] = Σ grad and product[g] = Σ grad · (x - mean[g]) over column g.</summary>
    public static void GradientSums<T>(T* grad, T* x, T* mean, T* sum, T* product, int rows, int groups)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        ForStrips(groups, (from, width) =>
        {
            var sums = new Span<T>(sum + from, width);
            var products = new Span<T>(product + from, width);
            Span<T> centered = stackalloc T[width];
            sums.Clear();
            products.Clear();
            for (var row = 0; row < rows; row++)
            {
                var g = Part(grad, row, groups, from, width);
                TensorPrimitives.Add(sums, g, sums);
                TensorPrimitives.Subtract(Part(x, row, groups, from, width), Part(mean, 0, groups, from, width), centered);
                TensorPrimitives.MultiplyAdd(centered, g, products, products);
            }
        });

    /// <summary>y = (x - mean[g]) · factor[g] + shift[g]</summary>
    public static void Apply<T>(T* x, T* mean, T* factor, T* shift, T* y, int rows, int groups)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Chunks.ForRows(rows, groups, (first, end) =>
        {
            for (var row = first; row < end; row++)
            {
                var result = new Span<T>(y + (long)row * groups, groups);
                TensorPrimitives.Subtract(Row(x, row, groups), Row(mean, 0, groups), result);
                TensorPrimitives.MultiplyAdd(result, Row(factor, 0, groups), Row(shift, 0, groups), result);
            }
        });

    /// <summary>y = a[g] · grad + b[g] · (x - mean[g]) + c[g]</summary>
    public static void ApplyGradient<T>(T* grad, T* x, T* mean, T* a, T* b, T* c, T* y, int rows, int groups)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Chunks.ForRows(rows, groups, (first, end) =>
        {
            for (var row = first; row < end; row++)
            {
                var result = new Span<T>(y + (long)row * groups, groups);
                TensorPrimitives.Subtract(Row(x, row, groups), Row(mean, 0, groups), result);
                TensorPrimitives.MultiplyAdd(result, Row(b, 0, groups), Row(c, 0, groups), result);
                TensorPrimitives.MultiplyAdd(Row(grad, row, groups), Row(a, 0, groups), result, result);
            }
        });

    private static void ForStrips(int groups, Action<int, int> body) =>
        WorkerPool.For((groups + Strip - 1) / Strip, i => body(i * Strip, Math.Min(Strip, groups - i * Strip)));

    private static ReadOnlySpan<T> Row<T>(T* x, int row, int groups) where T : unmanaged => Part(x, row, groups, 0, groups);

    private static ReadOnlySpan<T> Part<T>(T* x, int row, int groups, int from, int width) where T : unmanaged =>
        new(x + (long)row * groups + from, width);
}
