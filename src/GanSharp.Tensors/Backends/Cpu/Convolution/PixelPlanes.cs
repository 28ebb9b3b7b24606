using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;
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
    public const int BandBytes = 512 << 10;

    /// <summary>
    /// Windows after the last one that may be read from copies, without meaning. They are zeros: processors take many
    /// times as long with subnormal numbers.
    /// </summary>
    private static readonly int WindowsAfter = 2 * MicroKernel.Wide<T>();

    private readonly Scratch<long> _offsets;
    private readonly ConvGeometry _g;
    private readonly bool _isInPlace;

    /// <summary>The planes of all channels, in place without stride and padding.</summary>
    public PixelPlanes(in ConvGeometry geometry)
        : this(geometry, geometry.C, BandBytes, geometry is { Stride: 1, Padding: 0 })
    {
    }

    /// <summary>Copies of some channels at a time, whose planes have at most a number of bytes.</summary>
    public PixelPlanes(in ConvGeometry geometry, int channels, int bandBytes, bool isInPlace = false)
    {
        _g = geometry;
        _isInPlace = isInPlace;
        Channels = channels;
        Across = _g.Q + (_g.S - 1) / _g.Stride;
        var rowBytes = (long)Channels * _g.Stride * _g.Stride * Across * sizeof(T);
        var most = Math.Max(1, bandBytes / rowBytes - (_g.R - 1) / _g.Stride);
        var bands = Math.Max(
            Integers.CeilDiv(_g.P, (int)Math.Min(_g.P, most)),
            Math.Min(_g.P, Integers.CeilDiv(WorkerPool.EnoughPieces, Math.Max(1, _g.N))));
        BandRows = Integers.CeilDiv(_g.P, bands);
        Bands = Integers.CeilDiv(_g.P, BandRows);
        _offsets = new(Taps);
        for (var tap = 0; tap < Taps; tap++)
            _offsets.Pointer[tap] = OffsetOf(tap);
    }

    /// <summary>Channels that are copied at a time.</summary>
    public int Channels { get; }

    public int Taps => Channels * _g.R * _g.S;

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

    /// <summary>Runs a piece of work for every band of every image.</summary>
    public void ForBands(Action<(int Image, int Band)> work)
    {
        var bands = Bands;
        WorkerPool.For(_g.N * bands, piece => work(Math.DivRem(piece, bands)));
    }

    /// <summary>Rows of windows of a band.</summary>
    public int RowsOf(int band) => Math.Min(BandRows, _g.P - band * BandRows);

    /// <summary>Number of windows of a band, with those between its rows.</summary>
    public int Windows(int band) => (RowsOf(band) - 1) * Across + _g.Q;

    /// <summary>
    /// The planes of a band, or nothing if they are read in place: those of the channels that are copied at a time,
    /// from one on.
    /// </summary>
    public Scratch<T> Copy(T* images, int image, int band, int firstChannel = 0)
    {
        var stride = _g.Stride;
        var size = (long)stride * stride * PlaneSize;
        var copies = new Scratch<T>(_isInPlace ? 0 : Channels * size + WindowsAfter);
        var count = _isInPlace ? 0 : Math.Min(Channels, _g.C - firstChannel);
        new Span<T>(copies.Pointer + count * size, _isInPlace ? 0 : WindowsAfter).Clear();
        for (var c = 0; c < count; c++)
        {
            var channel = images + ((long)image * _g.C + firstChannel + c) * _g.H * _g.W;
            PixelGrids.Split(
                _g, channel, band * BandRows * stride - _g.Padding, (Down, Across), copies.Pointer + c * size);
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
