using System.Numerics;
using System.Numerics.Tensors;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;
using GanSharp.Tensors.Backends.Cpu.Memory;
using GanSharp.Tensors.Backends.Cpu.Threads;
using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends.Cpu.Movement;

/// <summary>
/// Pooling and nearest-neighbour upsampling of planes (planes, H, W); a plane is one channel of one image.
/// </summary>
internal static unsafe class Pooling
{
    /// <summary>y[p, q] = x[p / scale, q / scale]</summary>
    public static void Upsample<T>(T* x, T* y, int planes, int height, int width, int scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Chunks.ForRows(planes * height, width * scale * scale, (first, end) =>
        {
            for (var row = first; row < end; row++)
                RepeatPixels(x + (long)row * width, width, scale, y + (long)row * width * scale * scale, width * scale);
        });

    /// <summary>The mean of every window.</summary>
    public static void Average<T>(T* x, T* y, PoolGeometry g) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (height, width, rows, columns, size, stride) = g;
        Chunks.ForRows(g.Planes * rows, stride * width, (first, end) =>
        {
            using var scratch = new Scratch<T>(width + columns);
            var sums = scratch.Pointer;
            for (var i = first; i < end; i++)
            {
                var (plane, row) = Math.DivRem(i, rows);
                var source = x + ((long)plane * height + row * stride) * width;
                VectorCopy.Copy(source, sums, width);
                for (var r = 1; r < size; r++)
                    VectorCopy.Add(sums, source + (long)r * width, sums, width);
                AverageColumns(sums, sums + width, y + (long)i * columns, g);
            }
        });
    }

    /// <summary>The means of a row of windows, of the sums of their columns.</summary>
    private static void AverageColumns<T>(T* sums, T* scratch, T* y, in PoolGeometry g)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (columns, size, stride) = (g.Columns, g.Size, g.Stride);
        if ((size, stride) == (2, 2))
        {
            VectorCopy.Unzip(sums, y, scratch, columns);
            VectorCopy.Add(y, scratch, y, columns);
        }
        else
        {
            VectorCopy.CopyEvery(sums, stride, y, columns);
            for (var j = 0; j < columns; j++)
                for (var s = 1; s < size; s++)
                    y[j] += sums[j * stride + s];
        }
        var mean = new Span<T>(y, columns);
        TensorPrimitives.Multiply(mean, T.One / T.CreateTruncating(size * size), mean);
    }

    /// <summary>
    /// The adjoint of <see cref="Average"/>: adds the gradient of every window, divided by its size, to its pixels.
    /// </summary>
    public static void AverageGradient<T>(T* y, T* x, PoolGeometry g)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (height, width, rows, columns, size, stride) = g;
        var factor = T.One / T.CreateTruncating(size * size);
        var isCovered = size == stride && (rows * size, columns * size) == (height, width);
        Chunks.ForRows(g.Planes, height * width, (first, end) =>
        {
            using var shares = new Scratch<T>(columns);
            for (var plane = first; plane < end; plane++)
            {
                var target = x + (long)plane * height * width;
                if (!isCovered)
                    new Span<T>(target, height * width).Clear();
                for (var row = 0; row < rows; row++)
                {
                    TensorPrimitives.Multiply(
                        new ReadOnlySpan<T>(y + ((long)plane * rows + row) * columns, columns), factor,
                        new Span<T>(shares.Pointer, columns));
                    var window = target + (long)row * stride * width;
                    if (size == stride)
                        RepeatPixels(shares.Pointer, columns, size, window, width);
                    else
                        AddPixels(shares.Pointer, g, window);
                }
            }
        });
    }

    /// <summary>Repeats a row of pixels in both directions. Rows of the result are a stride apart.</summary>
    private static void RepeatPixels<T>(T* row, int count, int scale, T* y, int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (scale == 2)
            VectorCopy.Zip(row, row, T.NegativeZero, y, count);
        else
        {
            for (var j = 0; j < count; j++)
                new Span<T>(y + (long)j * scale, scale).Fill(row[j]);
        }
        for (var copy = 1; copy < scale; copy++)
            VectorCopy.Copy(y, y + (long)copy * stride, count * scale);
    }

    /// <summary>Adds one value to all pixels of each window of a row.</summary>
    private static void AddPixels<T>(T* values, in PoolGeometry g, T* x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var r = 0; r < g.Size; r++, x += g.Width)
        {
            for (var j = 0; j < g.Columns; j++)
            {
                for (var s = 0; s < g.Size; s++)
                    x[j * g.Stride + s] += values[j];
            }
        }
    }

    /// <summary>The index in x of the first largest element of every window.</summary>
    public static void LargestOf<T>(T* x, in PoolGeometry g, int* winners)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (height, width, rows, columns, size, stride) = g;
        Chunks.ForRows(g.Planes, height * width, (first, end) =>
        {
            for (var i = first * rows * columns; i < end * rows * columns; i++)
            {
                var (plane, window) = Math.DivRem(i, rows * columns);
                var origin = plane * height * width + window / columns * stride * width + window % columns * stride;
                var best = origin;
                for (var r = 0; r < size; r++)
                    for (var s = 0; s < size; s++)
                        best = x[origin + r * width + s] > x[best] ? origin + r * width + s : best;
                winners[i] = best;
            }
        });
    }
}
