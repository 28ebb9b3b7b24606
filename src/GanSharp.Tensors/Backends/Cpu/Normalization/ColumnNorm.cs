using System.Numerics;
using System.Numerics.Tensors;
using GanSharp.Tensors.Backends.Cpu.Threads;
using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends.Cpu.Normalization;

/// <summary>
/// Normalisation with an inner extent of 1: each part is a matrix whose columns are the groups. A task processes a
/// block of columns from the first row to the last. Tensors with one value per group have one row per part.
/// </summary>
internal static unsafe class ColumnNorm
{
    private const int BlockWidth = 128;

    /// <summary>The mean and the biased variance of each column.</summary>
    public static void Moments<T>(T* x, T* mean, T* variance, NormGeometry geometry)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (_, rows, groups, _) = geometry;
        var scale = T.One / T.CreateTruncating(rows);
        ForColumnBlocks(geometry, (part, from, width) =>
        {
            var means = Columns(mean, part, groups, from, width);
            var variances = Columns(variance, part, groups, from, width);
            Span<T> centered = stackalloc T[width];
            means.Clear();
            variances.Clear();
            for (var row = part * rows; row < (part + 1) * rows; row++)
                TensorPrimitives.Add(means, Columns(x, row, groups, from, width), means);
            TensorPrimitives.Multiply(means, scale, means);
            for (var row = part * rows; row < (part + 1) * rows; row++)
            {
                TensorPrimitives.Subtract(Columns(x, row, groups, from, width), means, centered);
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
        ForColumnBlocks(geometry, (part, from, width) =>
        {
            var sums = Columns(sum, part, groups, from, width);
            var products = Columns(product, part, groups, from, width);
            ReadOnlySpan<T> means = Columns(mean, part, groups, from, width);
            Span<T> centered = stackalloc T[width];
            sums.Clear();
            products.Clear();
            for (var row = part * rows; row < (part + 1) * rows; row++)
            {
                var g = Columns(grad, row, groups, from, width);
                TensorPrimitives.Add(sums, g, sums);
                TensorPrimitives.Subtract(Columns(x, row, groups, from, width), means, centered);
                TensorPrimitives.MultiplyAdd(centered, g, products, products);
            }
        });
    }

    /// <summary>y = (x - mean) · factor + shift</summary>
    public static void Apply<T>(T* x, T* mean, T* factor, T* shift, T* y, NormGeometry geometry)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
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
    public static void ApplyGradient<T>(T* grad, T* x, T* mean, GroupFactors<T> factors, T* y, NormGeometry geometry)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var groups = geometry.Groups;
        ForRows(geometry, (row, part) =>
        {
            var result = Row(y, row, groups);
            TensorPrimitives.Subtract(Row(x, row, groups), Row(mean, part, groups), result);
            TensorPrimitives.MultiplyAdd(result, Row(factors.B, part, groups), Row(factors.C, part, groups), result);
            TensorPrimitives.MultiplyAdd(Row(grad, row, groups), Row(factors.A, part, groups), result, result);
        });
    }

    /// <summary>
    /// Calls <paramref name="body"/> with every block of columns: its part, its first column and its width.
    /// </summary>
    private static void ForColumnBlocks(NormGeometry geometry, Action<int, int, int> body)
    {
        var blocks = (geometry.Groups + BlockWidth - 1) / BlockWidth;
        WorkerPool.For(geometry.Parts * blocks, i =>
        {
            var from = i % blocks * BlockWidth;
            body(i / blocks, from, Math.Min(BlockWidth, geometry.Groups - from));
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

    private static Span<T> Row<T>(T* x, int row, int groups) where T : unmanaged => Columns(x, row, groups, 0, groups);

    private static Span<T> Columns<T>(T* x, int row, int groups, int from, int width)
        where T : unmanaged => new(x + (long)row * groups + from, width);
}
