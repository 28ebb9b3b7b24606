using System.Numerics;
using System.Numerics.Tensors;

namespace GanSharp.Tensors.Kernels.Cpu;

/// <summary>
/// Normalisation whose inner extent is 1, so that each part is a matrix whose columns are the groups. A task owns a strip of columns and walks down the
/// rows. What there is one of for every group has a row for each part.
/// </summary>
internal static unsafe class ColumnNorm
{
    private const int StripWidth = 128;

    /// <summary>The mean and the biased variance of each column.</summary>
    public static void Moments<T>(T* x, T* mean, T* variance, NormGeometry geometry) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (_, rows, groups, _) = geometry;
        var scale = T.One / T.CreateTruncating(rows);
        ForStrips(geometry, (part, from, width) =>
        {
            var means = Strip(mean, part, groups, from, width);
            var variances = Strip(variance, part, groups, from, width);
            Span<T> centered = stackalloc T[width];
            means.Clear();
            variances.Clear();
            for (var row = part * rows; row < (part + 1) * rows; row++)
                TensorPrimitives.Add(means, Strip(x, row, groups, from, width), means);
            TensorPrimitives.Multiply(means, scale, means);
            for (var row = part * rows; row < (part + 1) * rows; row++)
            {
                TensorPrimitives.Subtract(Strip(x, row, groups, from, width), means, centered);
                TensorPrimitives.MultiplyAdd(centered, centered, variances, variances);
            }
            TensorPrimitives.Multiply(variances, scale, variances);
        });
    }

    /// <summary>sum = Σ grad and product = Σ grad · (x - mean) over each column.</summary>
    public static void GradientSums<T>(T* grad, T* x, T* mean, T* sum, T* product, NormGeometry geometry)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (_, rows, groups, _) = geometry;
        ForStrips(geometry, (part, from, width) =>
        {
            var sums = Strip(sum, part, groups, from, width);
            var products = Strip(product, part, groups, from, width);
            Span<T> centered = stackalloc T[width];
            sums.Clear();
            products.Clear();
            for (var row = part * rows; row < (part + 1) * rows; row++)
            {
                var g = Strip(grad, row, groups, from, width);
                TensorPrimitives.Add(sums, g, sums);
                TensorPrimitives.Subtract(Strip(x, row, groups, from, width), Strip(mean, part, groups, from, width), centered);
                TensorPrimitives.MultiplyAdd(centered, g, products, products);
            }
        });
    }

    /// <summary>y = (x - mean) · factor + shift</summary>
    public static void Apply<T>(T* x, T* mean, T* factor, T* shift, T* y, NormGeometry geometry) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var groups = geometry.Groups;
        ForRows(geometry, (row, part) =>
        {
            var result = Row(y, row, groups);
            TensorPrimitives.Subtract(Row(x, row, groups), Row(mean, part, groups), result);
            TensorPrimitives.MultiplyAdd(result, Row(factor, part, groups), Row(shift, part, groups), result);
        });
    }

    /// <summary>y = a · grad + b · (x - mean) + c</summary>
    public static void ApplyGradient<T>(T* grad, T* x, T* mean, T* a, T* b, T* c, T* y, NormGeometry geometry)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var groups = geometry.Groups;
        ForRows(geometry, (row, part) =>
        {
            var result = Row(y, row, groups);
            TensorPrimitives.Subtract(Row(x, row, groups), Row(mean, part, groups), result);
            TensorPrimitives.MultiplyAdd(result, Row(b, part, groups), Row(c, part, groups), result);
            TensorPrimitives.MultiplyAdd(Row(grad, row, groups), Row(a, part, groups), result, result);
        });
    }

    /// <summary>Calls <paramref name="body"/> with every strip: its part, its first column and its width.</summary>
    private static void ForStrips(NormGeometry geometry, Action<int, int, int> body)
    {
        var strips = (geometry.Groups + StripWidth - 1) / StripWidth;
        WorkerPool.For(geometry.Parts * strips, i =>
        {
            var from = i % strips * StripWidth;
            body(i / strips, from, Math.Min(StripWidth, geometry.Groups - from));
        });
    }

    /// <summary>Calls <paramref name="body"/> with every row and its part.</summary>
    private static void ForRows(NormGeometry geometry, Action<int, int> body)
    {
        var (parts, rows, groups, _) = geometry;
        Chunks.ForRows(parts * rows, groups, (first, end) =>
        {
            for (var row = first; row < end; row++)
                body(row, row / rows);
        });
    }

    private static Span<T> Row<T>(T* x, int row, int groups) where T : unmanaged => Strip(x, row, groups, 0, groups);

    private static Span<T> Strip<T>(T* x, int row, int groups, int from, int width) where T : unmanaged => new(x + (long)row * groups + from, width);
}
