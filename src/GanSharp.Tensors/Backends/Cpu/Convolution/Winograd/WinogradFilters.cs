using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Memory;
using GanSharp.Tensors.Backends.Cpu.Threads;
using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends.Cpu.Convolution.Winograd;

/// <summary>Transforms filters (K, C, R, S) to the points, and their gradients back.</summary>
internal sealed unsafe class WinogradFilters<T>(ConvGeometry g, WinogradTiles tiles)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The filters as (grid, channel) × filters.</summary>
    public void Transform(T* w, WinogradPanels<T> to)
    {
        var area = g.R * g.S;
        using var copy = new ChannelsLast<T>(
            w, 1, new(Channels: g.K, H: g.C, W: area, Top: 0, Left: 0, Height: g.C, Width: area));
        var taps = copy;
        WorkerPool.For(tiles.Depth, row =>
        {
            var (grid, channel) = Math.DivRem(row, g.C);
            TransformTaps(taps.Pointer + ((long)channel * g.R * g.S + Tap(grid)) * g.K, g.K, to, row, 0);
        });
    }

    /// <summary>The filters as filters × (grid, channel).</summary>
    public void TransformTransposed(T* w, WinogradPanels<T> to)
    {
        using var copy = new ChannelsLast<T>(
            w, g.K, new(Channels: g.C, H: g.R, W: g.S, Top: 0, Left: 0, Height: g.R, Width: g.S));
        var taps = copy;
        WorkerPool.For(g.K, filter =>
        {
            for (var grid = 0; grid < tiles.Grids; grid++)
                TransformTaps(taps.Pointer + ((long)filter * g.R * g.S + Tap(grid)) * g.C, g.C, to, filter, grid * g.C);
        });
    }

    /// <summary>The gradients of the filters from their values at the points, filters × (grid, channel).</summary>
    public void ReadGradients(PointMatrices<T> from, T* gw)
    {
        var layout = new Interleaving<T>(
            gw, new(Channels: g.C, H: g.R, W: g.S, Top: 0, Left: 0, Height: g.R, Width: g.S));
        using var filters = new Scratch<T>(g.K * layout.ImageSize);
        var copies = filters;
        WorkerPool.For(g.K, filter =>
        {
            var copy = copies.Pointer + filter * layout.ImageSize;
            for (var grid = 0; grid < tiles.Grids; grid++)
            {
                var taps = new PixelSquare<T>(
                    copy + (long)Tap(grid) * g.C, tiles.Taps, g.Stride * layout.RowSize, g.Stride * layout.PixelSize);
                WinogradPoints.TransformBack(
                    new OutputTransform(tiles.Taps), from.At(filter, grid * g.C), from.PointStep, g.C, taps,
                    default(Overwrite<T>));
            }
            layout.CopyBack(copy, filter, null);
        });
    }

    private void TransformTaps(T* from, int count, WinogradPanels<T> to, int row, int column)
    {
        var taps = new PixelSquare<T>(from, tiles.Taps, (long)g.Stride * g.S * count, g.Stride * count);
        WinogradPoints.Transform(new FilterTransform(tiles.Taps), taps, count, to, row, column);
    }

    /// <summary>The first tap of a filter that meets a grid.</summary>
    private int Tap(int grid) => grid / g.Stride * g.S + grid % g.Stride;
}
