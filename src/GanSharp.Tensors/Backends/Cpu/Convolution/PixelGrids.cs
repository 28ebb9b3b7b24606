using System.Numerics;
using System.Runtime.CompilerServices;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;
using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>Copies grids of pixels that are a stride apart.</summary>
internal static unsafe class PixelGrids
{
    /// <summary>
    /// Copies pixels of a channel (H, W), from <paramref name="first"/> on, or zeros outside it.
    /// </summary>
    public static void Copy<T>(
        in ConvGeometry g, T* channel, (int Top, int Left) first, (int Rows, int Columns) size, T* to)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var ((top, left), (rows, columns)) = (first, size);
        var start = Math.Clamp((g.Stride - 1 - left) / g.Stride, 0, columns);
        var end = Math.Clamp((g.W - left + g.Stride - 1) / g.Stride, start, columns);
        for (var i = 0; i < rows; i++, to += columns)
        {
            var row = i * g.Stride + top;
            if (row < 0 || row >= g.H)
            {
                new Span<T>(to, columns).Clear();
                continue;
            }
            var from = channel + row * g.W + left;
            new Span<T>(to, start).Clear();
            VectorCopy.CopyEvery(from + start * g.Stride, g.Stride, to + start, end - start);
            new Span<T>(to + end, columns - end).Clear();
        }
    }

    /// <summary>
    /// Copies a channel (H, W) into stride² planes of <paramref name="size"/>, one after another: element (i, j) of
    /// plane (a, b) is pixel (<paramref name="top"/> + stride·i + a, stride·j + b - padding), or 0 outside the channel.
    /// </summary>
    public static void Split<T>(in ConvGeometry g, T* channel, int top, (int Rows, int Columns) size, T* to)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var planeSize = (long)size.Rows * size.Columns;
        for (var a = 0; a < g.Stride; a++)
        {
            var planes = to + a * g.Stride * planeSize;
            if (g.Stride == 2)
            {
                CopyBoth(g, channel, top + a, size, planes);
                continue;
            }
            for (var b = 0; b < g.Stride; b++)
                Copy(g, channel, (top + a, b - g.Padding), size, planes + b * planeSize);
        }
    }

    /// <summary>
    /// Copies both planes of every other row, with stride 2: one has the even pixels, the other the odd ones. It also
    /// prefetches the next channel, which lies on another page of memory.
    /// </summary>
    private static void CopyBoth<T>(in ConvGeometry g, T* channel, int top, (int Rows, int Columns) size, T* to)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (rows, columns) = size;
        var (evenStart, oddStart) = (g.Padding / 2, (g.Padding + 1) / 2);
        T* evens = to + g.Padding % 2 * (rows * columns), odds = to + (1 - g.Padding % 2) * (rows * columns);
        var evenEnd = Math.Clamp(evenStart + (g.W + 1) / 2, 0, columns);
        var oddEnd = Math.Clamp(oddStart + g.W / 2, 0, columns);
        var pairs = Math.Max(0, oddEnd - oddStart);
        for (var i = 0; i < rows; i++, evens += columns, odds += columns)
        {
            var row = top + 2 * i;
            if (row < 0 || row >= g.H)
            {
                new Span<T>(evens, columns).Clear();
                new Span<T>(odds, columns).Clear();
                continue;
            }
            var from = channel + row * g.W;
            ClearOutside(evens, evenStart, evenEnd, columns);
            ClearOutside(odds, oddStart, oddEnd, columns);
            VectorCopy.Prefetch(from + g.H * g.W, g.W);
            VectorCopy.Unzip(from, evens + evenStart, odds + oddStart, pairs);
            if (evenStart + pairs < evenEnd)
                evens[evenStart + pairs] = from[2 * pairs];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ClearOutside<T>(T* row, int start, int end, int columns) where T : unmanaged
    {
        for (var i = 0; i < Math.Min(start, columns); i++)
            row[i] = default;
        for (var i = end; i < columns; i++)
            row[i] = default;
    }
}
