using System.Numerics;
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
}
