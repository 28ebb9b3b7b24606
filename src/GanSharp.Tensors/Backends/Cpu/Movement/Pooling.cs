using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Threads;
using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends.Cpu.Movement;

/// <summary>
/// Pooling and nearest-neighbour upsampling of planes (planes, H, W); a plane is one channel of one image.
/// </summary>
internal static unsafe class Pooling
{
    /// <summary>y[p, q] = x[p / scale, q / scale]</summary>
    public static void Upsample<T>(T* x, T* y, int planes, int height, int width, int scale) where T : unmanaged =>
        Chunks.ForRows(planes * height, width * scale * scale, (first, end) =>
        {
            var (rowLength, groupLength) = (width * scale, width * scale * scale);
            for (var row = first; row < end; row++)
            {
                var target = new Span<T>(y + (long)row * groupLength, groupLength);
                for (var q = 0; q < width; q++)
                    target.Slice(q * scale, scale).Fill(x[(long)row * width + q]);
                for (var copy = 1; copy < scale; copy++)
                    target[..rowLength].CopyTo(target[(copy * rowLength)..]);
            }
        });

    /// <summary>The mean of every window.</summary>
    public static void Average<T>(T* x, T* y, in PoolGeometry g) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (height, width, rows, columns, size, stride) = g;
        var factor = T.One / T.CreateTruncating(size * size);
        Chunks.ForRows(g.Planes, height * width, (first, end) =>
        {
            for (var plane = first; plane < end; plane++)
            {
                var source = x + (long)plane * height * width;
                var target = y + (long)plane * rows * columns;
                for (var i = 0; i < rows * columns; i++)
                {
                    var origin = source + i / columns * stride * width + i % columns * stride;
                    var sum = T.Zero;
                    for (var r = 0; r < size; r++)
                        for (var s = 0; s < size; s++)
                            sum += origin[r * width + s];
                    target[i] = sum * factor;
                }
            }
        });
    }

    /// <summary>
    /// The adjoint of <see cref="Average"/>: adds the gradient of every window, divided by its size, to its pixels.
    /// </summary>
    public static void AverageGradient<T>(T* y, T* x, in PoolGeometry g)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (height, width, rows, columns, size, stride) = g;
        var factor = T.One / T.CreateTruncating(size * size);
        Chunks.ForRows(g.Planes, height * width, (first, end) =>
        {
            for (var plane = first; plane < end; plane++)
            {
                var target = x + (long)plane * height * width;
                var source = y + (long)plane * rows * columns;
                new Span<T>(target, height * width).Clear();
                for (var i = 0; i < rows * columns; i++)
                {
                    var origin = target + i / columns * stride * width + i % columns * stride;
                    var share = source[i] * factor;
                    for (var r = 0; r < size; r++)
                        for (var s = 0; s < size; s++)
                            origin[r * width + s] += share;
                }
            }
        });
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
