using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Gemm;
using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;
using GanSharp.Tensors.Backends.Cpu.Memory;
using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>
/// Convolutions whose vectors are neighbouring pixels: rows of the product are filters, columns are windows, which are
/// read in place from planes (<see cref="PixelPlanes{T}"/>). Channels stay where they are, and a band of rows goes from
/// pixels to pixels while it is in the cache. Suits large images of few channels.
/// </summary>
internal static unsafe class PlaneConv<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Least outputs of an image for which it is faster than <see cref="DirectConv{T}"/>.</summary>
    private const int ManyPixels = 256;

    private const int SomeChannels = 8;

    /// <summary>Most filters with a stride.</summary>
    private const int SomeFilters = 32;

    /// <summary>Least share of the multiplications that counts.</summary>
    private const double HighShare = 0.75;

    /// <summary>Whether it is faster than <see cref="DirectConv{T}"/> and <see cref="SplitImages{T}"/>.</summary>
    public static bool Suits(in ConvGeometry g) =>
        g.P * g.Q >= ManyPixels
        && (g.Stride == 1
            ? Math.Min(g.C, g.K) >= SomeChannels
            : MicroKernel.ReadsInPlace && g.K is >= SomeChannels and <= SomeFilters)
        && ShareOfUse(g) >= HighShare;

    /// <summary>
    /// The share of the multiplications that counts: not those of windows between the rows, nor of filters that fill up
    /// a tile.
    /// </summary>
    private static double ShareOfUse(in ConvGeometry g)
    {
        var wide = MicroKernel.Wide<T>();
        var windows = Integers.CeilDiv(g.P * (g.Q + g.S - 1), wide) * wide;
        return (double)g.P * g.Q / windows * g.K / MicroKernel.WholeTiles(g.K);
    }

    /// <summary>As <see cref="ConvKernels.Forward"/>.</summary>
    public static void Forward(ConvGeometry g, T* x, T* w, T* bias, T* y)
    {
        using var planes = new PixelPlanes<T>(g);
        using var panels = new Scratch<T>((long)MicroKernel.WholeTiles(g.K) * planes.Taps);
        new MatrixPanels<T>(w, planes.Taps, 1).PackRows(g.K, planes.Taps, panels.Pointer);
        var (pixels, filters) = (planes, panels);
        planes.ForBands(place => MultiplyBand(g, pixels, filters.Pointer, x, place, bias, y));
    }

    private static void MultiplyBand(
        in ConvGeometry g, in PixelPlanes<T> planes, T* filters, T* x, (int Image, int Band) place, T* bias, T* y)
    {
        var wide = MicroKernel.Wide<T>();
        using var copies = planes.Copy(x, place.Image, place.Band);
        using var columns = new Scratch<T>((long)wide * Blocking<T>.MaxDepth);
        using var sums = new Scratch<T>((long)MicroKernel.WholeTiles(g.K) * wide);
        var start = planes.Start(copies, x, place.Image, place.Band);
        var outputs = new BandOutputs<T>(g, y, place.Image, place.Band * planes.BandRows, planes.Across);
        foreach (var (first, end) in outputs.Runs(planes.RowsOf(place.Band)))
        {
            for (int window = first, width; window < end; window += width)
            {
                width = MicroKernel.PanelWidth<T>(end - window);
                var count = Math.Min(width, end - window);
                var tile = outputs.Place(window, count, width, bias, sums.Pointer);
                MultiplyTile(planes, filters, g.K, start + window, count, width, columns.Pointer, tile);
                if (tile.Start == sums.Pointer)
                    outputs.Store(sums.Pointer, width, window, count, bias);
            }
        }
    }

    /// <summary>
    /// Multiplies a few windows with all filters. If they do not fill the vectors, or the processor would pack them for
    /// every tile, they are packed first.
    /// </summary>
    private static void MultiplyTile(
        in PixelPlanes<T> planes, T* filters, int filterCount, T* windows, int count, int width, T* columns,
        in Tile<T> tile)
    {
        var packs = count < width || !MicroKernel.ReadsInPlace;
        for (int tap = 0, depth; tap < planes.Taps; tap += depth)
        {
            depth = Math.Min(Blocking<T>.MaxDepth, planes.Taps - tap);
            var offsets = planes.Offsets + tap;
            if (packs)
            {
                VectorCopy.CopyRows(windows, offsets, count, width, depth, columns);
                VectorCopy.ClearColumns(columns, count, width, depth);
            }
            for (var k = 0; k < filterCount; k += MicroKernel.Rows)
            {
                var panel = new MicroPanel<T>(
                    filters + (long)k * planes.Taps + (long)tap * MicroKernel.Rows, 1L, MicroKernel.Rows,
                    MicroKernel.Rows);
                var part = new Tile<T>(tile.Row(k), tile.Memory.Stride, tile.Adds || tap > 0);
                if (packs)
                    MicroKernel.Multiply(width, depth, panel, columns, part, Prefetch<T>.None);
                else
                    MicroKernel.MultiplyInPlace(width, depth, panel, windows, offsets, columns, part);
            }
        }
    }
}
