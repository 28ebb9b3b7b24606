using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;
using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>
/// The layout of a copy of an image (C, H, W) inside its padding. With a stride s, the pixels of a channel fall into s²
/// planes, each of every s-th row and column: element (c, a, b, i, j) of the copy is pixel (s·i + a - padding, s·j + b
/// - padding), or 0 outside the image. So neighbouring windows read neighbouring elements.
/// </summary>
internal readonly unsafe struct SplitImage(in ConvGeometry geometry)
{
    private readonly ConvGeometry _g = geometry;
    private readonly int _rows = geometry.P + (geometry.R - 1) / geometry.Stride;

    /// <summary>Elements of a row of a plane.</summary>
    public int RowSize { get; } = geometry.Q + (geometry.S - 1) / geometry.Stride;

    /// <summary>Elements of the copy.</summary>
    public int Size => _g.C * _g.Stride * _g.Stride * PlaneSize;

    private int PlaneSize => _rows * RowSize;

    /// <summary>
    /// Where the first window reads the pixel of a tap, which is the number of a weight in (C, R, S); the window at row
    /// p and column q reads <see cref="RowSize"/>·p + q elements further on.
    /// </summary>
    public int OffsetOf(int tap)
    {
        (tap, var s) = Math.DivRem(tap, _g.S);
        var (c, r) = Math.DivRem(tap, _g.R);
        return PlaneOf(c, r % _g.Stride, s % _g.Stride) + r / _g.Stride * RowSize + s / _g.Stride;
    }

    public void Copy<T>(T* image, T* to) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var c = 0; c < _g.C; c++, image += _g.H * _g.W)
        {
            for (var a = 0; a < _g.Stride; a++)
            {
                for (var b = 0; b < _g.Stride; b++)
                    CopyPlane(
                        _g, image, (a - _g.Padding, b - _g.Padding), (_rows, RowSize), to + PlaneOf(c, a, b));
            }
        }
    }

    /// <summary>
    /// Copies pixels of a channel that are a stride apart, from <paramref name="first"/> on, or zeros outside it.
    /// </summary>
    public static void CopyPlane<T>(
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

    private int PlaneOf(int c, int a, int b) => ((c * _g.Stride + a) * _g.Stride + b) * PlaneSize;
}
