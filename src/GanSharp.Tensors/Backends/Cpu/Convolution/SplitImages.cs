using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Memory;
using GanSharp.Tensors.Backends.Cpu.Threads;
using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>
/// A copy of images (N, C, H, W) inside their padding. With a stride s, the pixels of a channel fall into s² planes,
/// each of every s-th row and column: element (n, c, a, b, i, j) of the copy is pixel (s·i + a - padding, s·j + b -
/// padding), or 0 outside the image. So neighbouring windows read neighbouring elements, and
/// <see cref="WindowPanels{T}"/> packs them in runs. For images with few channels, where a window has too few
/// contiguous elements to be read in place.
/// </summary>
internal readonly unsafe struct SplitImages<T> : IDisposable where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Scratch<T> _copies;
    private readonly Scratch<long> _taps;
    private readonly T* _images;
    private readonly ConvGeometry _g;

    public SplitImages(in ConvGeometry geometry, T* images)
    {
        _images = images;
        _g = geometry;
        _copies = new(_g.N * ImageSize);
        WorkerPool.For(_g.N * _g.C, CopyChannel);
        _taps = new(Taps);
        for (var tap = 0; tap < Taps; tap++)
            _taps.Pointer[tap] = OffsetOfTap(tap);
    }

    public int Taps => _g.C * _g.R * _g.S;

    public int Positions => _g.N * _g.P * _g.Q;

    /// <summary>Windows in a row.</summary>
    public int Across => _g.Q;

    private (int Rows, int Columns) Plane =>
        (_g.P + (_g.R - 1) / _g.Stride, _g.Q + (_g.S - 1) / _g.Stride);

    private int PlaneSize => Plane.Rows * Plane.Columns;

    private long ImageSize => (long)_g.C * _g.Stride * _g.Stride * PlaneSize;

    /// <summary>Whether a window has few contiguous elements.</summary>
    public static bool Suits(in ConvGeometry g) => Im2Col<T>.Suits(g);

    /// <summary>
    /// Where the first window reads the pixel of a tap, which is the number of a weight in (C, R, S).
    /// </summary>
    public T* Tap(int tap) => _copies.Pointer + _taps.Pointer[tap];

    /// <summary>How many elements after the first window another one reads the pixel of the same tap.</summary>
    public long Offset(int position)
    {
        (position, var q) = Math.DivRem(position, _g.Q);
        var (image, p) = Math.DivRem(position, _g.P);
        return image * ImageSize + p * Plane.Columns + q;
    }

    public void Dispose()
    {
        _copies.Dispose();
        _taps.Dispose();
    }

    private long OffsetOfTap(int tap)
    {
        (tap, var s) = Math.DivRem(tap, _g.S);
        var (c, r) = Math.DivRem(tap, _g.R);
        var plane = (c * _g.Stride + r % _g.Stride) * _g.Stride + s % _g.Stride;
        return (long)plane * PlaneSize + r / _g.Stride * Plane.Columns + s / _g.Stride;
    }

    private void CopyChannel(int channel) => PixelGrids.Split(
        _g, _images + (long)channel * _g.H * _g.W, -_g.Padding, Plane,
        _copies.Pointer + (long)channel * _g.Stride * _g.Stride * PlaneSize);
}
