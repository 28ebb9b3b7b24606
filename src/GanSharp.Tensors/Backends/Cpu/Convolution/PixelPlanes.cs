using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Memory;
using GanSharp.Tensors.Backends.Cpu.Threads;
using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>
/// Where the windows of a convolution read the pixels of images (N, C, H, W). With a stride s, the pixels of a channel
/// fall into s² planes, each of every s-th row and column, with zeros around. So the pixel that a tap (channel, row,
/// column) reads is one element further for the next window of a row, and <see cref="Across"/> elements further for the
/// next row. Windows are numbered on and on; a few of them, at the ends of rows, are no outputs. Without stride and
/// padding, the planes are the image itself. The rows of windows are divided into bands, whose planes stay in the
/// cache.
/// </summary>
internal readonly unsafe struct PixelPlanes<T> : IDisposable where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Most bytes of the planes of a band.</summary>
    private const int BandBytes = 256 << 10;

    private readonly Scratch<long> _offsets;
    private readonly ConvGeometry _g;
    private readonly bool _isInPlace;

    public PixelPlanes(in ConvGeometry geometry)
    {
        _g = geometry;
        _isInPlace = _g is { Stride: 1, Padding: 0 };
        Across = _g.Q + (_g.S - 1) / _g.Stride;
        var rowBytes = (long)_g.C * _g.Stride * _g.Stride * Across * sizeof(T);
        var most = Math.Max(1, BandBytes / rowBytes - (_g.R - 1) / _g.Stride);
        var bands = Math.Max(
            Integers.CeilDiv(_g.P, (int)Math.Min(_g.P, most)),
            Math.Min(_g.P, Integers.CeilDiv(WorkerPool.EnoughPieces, Math.Max(1, _g.N))));
        BandRows = Integers.CeilDiv(_g.P, bands);
        Bands = Integers.CeilDiv(_g.P, BandRows);
        _offsets = new(Taps);
        for (var tap = 0; tap < Taps; tap++)
            _offsets.Pointer[tap] = OffsetOf(tap);
    }

    public int Taps => _g.C * _g.R * _g.S;

    /// <summary>Elements of a row of a plane.</summary>
    public int Across { get; }

    public int Bands { get; }

    /// <summary>Rows of windows of every band but the last one.</summary>
    public int BandRows { get; }

    /// <summary>
    /// Where the first window reads the pixel of each tap, from <see cref="Start"/> on.
    /// </summary>
    public long* Offsets => _offsets.Pointer;

    private int Down => BandRows + (_g.R - 1) / _g.Stride;

    private int PlaneSize => Down * Across;

    /// <summary>Rows of windows of a band.</summary>
    public int RowsOf(int band) => Math.Min(BandRows, _g.P - band * BandRows);

    /// <summary>Number of windows of a band, with those between its rows.</summary>
    public int Windows(int band) => (RowsOf(band) - 1) * Across + _g.Q;

    /// <summary>The planes of a band, or nothing if they are read in place.</summary>
    public Scratch<T> Copy(T* images, int image, int band)
    {
        var stride = _g.Stride;
        var copies = new Scratch<T>(_isInPlace ? 0 : (long)_g.C * stride * stride * PlaneSize);
        var channel = images + (long)image * _g.C * _g.H * _g.W;
        var to = copies.Pointer;
        for (var c = 0; !_isInPlace && c < _g.C; c++, channel += _g.H * _g.W)
        {
            for (var plane = 0; plane < stride * stride; plane++, to += PlaneSize)
            {
                var (a, b) = Math.DivRem(plane, stride);
                PixelGrids.Copy(
                    _g, channel, (band * BandRows * stride + a - _g.Padding, b - _g.Padding), (Down, Across), to);
            }
        }
        return copies;
    }

    /// <summary>The pixel of the first tap that the first window of a band reads.</summary>
    public T* Start(in Scratch<T> copies, T* images, int image, int band) => _isInPlace
        ? images + (long)image * _g.C * _g.H * _g.W + (long)band * BandRows * Across
        : copies.Pointer;

    public void Dispose() => _offsets.Dispose();

    private long OffsetOf(int tap)
    {
        (tap, var s) = Math.DivRem(tap, _g.S);
        var (c, r) = Math.DivRem(tap, _g.R);
        var (down, across) = (Math.DivRem(r, _g.Stride), Math.DivRem(s, _g.Stride));
        var plane = (c * _g.Stride + down.Remainder) * _g.Stride + across.Remainder;
        return (long)plane * (_isInPlace ? _g.H * _g.W : PlaneSize) + down.Quotient * Across + across.Quotient;
    }
}
