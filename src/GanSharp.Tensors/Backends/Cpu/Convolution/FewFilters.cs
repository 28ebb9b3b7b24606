using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;
using GanSharp.Tensors.Backends.Cpu.Memory;
using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>
/// Convolutions to few channels, with a stride. As in <see cref="PlaneConv{T}"/>, windows are read in place from
/// planes; but the sums of a band of windows are few, so they wait while a few channels at a time are brought to
/// planes, which do not leave the L1 cache. Few filters would leave half of the rows of a tile empty: where the
/// processor can, these take more windows instead.
/// </summary>
internal static unsafe class FewFilters<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Few = 4;

    /// <summary>Least outputs of an image for which it is faster than a product.</summary>
    private const int ManyPixels = 64;

    /// <summary>Least taps for which sums are worth reading and writing.</summary>
    private const int ManyTaps = 32;

    /// <summary>Most bytes of the planes of the channels that are multiplied at a time.</summary>
    private const int PlaneBytes = 32 << 10;

    private static int TileSize => MicroKernel.Rows * MicroKernel.Wide<T>();

    /// <summary>Whether it is faster than the others, which work on channels of outputs in vectors or tiles.</summary>
    public static bool Suits(in ConvGeometry g) => g.Stride > 1 && g.K <= Few && g.P * g.Q >= ManyPixels;

    /// <summary>As <see cref="ConvKernels.Forward"/>.</summary>
    public static void Forward(ConvGeometry g, T* x, T* w, T* bias, T* y)
    {
        var channels = Math.Min(g.C, Integers.CeilDiv(ManyTaps, g.R * g.S));
        using var planes = new PixelPlanes<T>(g, channels, PlaneBytes);
        var pixels = planes;
        planes.ForBands(place => MultiplyBand(g, pixels, x, w, place, bias, y));
    }

    /// <summary>Whether the second half of the rows of a tile takes the windows after those of the first.</summary>
    private static bool HasHalves(in ConvGeometry g) => g.K <= MicroKernel.HalfRows;

    /// <summary>Windows of a tile.</summary>
    private static int Width(in ConvGeometry g) => MicroKernel.Wide<T>() * (HasHalves(g) ? 2 : 1);

    private static void MultiplyBand(
        in ConvGeometry g, in PixelPlanes<T> planes, T* x, T* w, (int Image, int Band) place, T* bias, T* y)
    {
        var windows = planes.Windows(place.Band);
        using var sums = new Scratch<T>((long)Integers.CeilDiv(windows, Width(g)) * TileSize);
        for (var channel = 0; channel < g.C; channel += planes.Channels)
        {
            using var copies = planes.Copy(x, place.Image, place.Band, channel);
            AddChannels(g, planes, copies.Pointer, w, channel, windows, sums.Pointer);
        }
        var outputs = new BandOutputs<T>(g, y, place.Image, place.Band * planes.BandRows, planes.Across);
        Store(g, outputs, sums.Pointer, windows, bias);
    }

    /// <summary>Adds the products of a few channels to all sums, tile by tile.</summary>
    private static void AddChannels(
        in ConvGeometry g, in PixelPlanes<T> planes, T* pixels, T* w, int channel, int windows, T* sums)
    {
        var (wide, width, area) = (MicroKernel.Wide<T>(), Width(g), g.R * g.S);
        var filters = stackalloc long[MicroKernel.Rows];
        for (var row = 0; row < MicroKernel.Rows; row++)
            filters[row] = Math.Min(HasHalves(g) ? row % MicroKernel.HalfRows : row, g.K - 1) * (long)g.C * area;
        var panel = new MicroPanel<T>(w + (long)channel * area, filters, MicroKernel.Rows);
        var depth = Math.Min(planes.Channels, g.C - channel) * area;
        using var columns = new Scratch<T>(HasHalves(g) ? 0 : (long)wide * depth);
        for (var first = 0; first < windows; first += width, sums += TileSize)
        {
            var tile = new Tile<T>(sums, wide, channel > 0);
            if (HasHalves(g))
                MicroKernel.MultiplyHalvesInPlace(depth, panel, pixels + first, planes.Offsets, tile);
            else
                MicroKernel.MultiplyInPlace(
                    wide, depth, panel, pixels + first, planes.Offsets, columns.Pointer, tile);
        }
    }

    private static void Store(in ConvGeometry g, in BandOutputs<T> outputs, T* sums, int windows, T* bias)
    {
        var wide = MicroKernel.Wide<T>();
        var half = HasHalves(g) ? MicroKernel.HalfRows * wide : TileSize;
        for (var first = 0; first < windows; first += wide, sums += half)
            outputs.Store(sums, wide, first, Math.Min(wide, windows - first), bias);
    }
}
