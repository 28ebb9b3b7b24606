using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;
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
            TransformTaps(taps.Pointer + (long)channel * g.R * g.S * g.K, grid, g.K, to, row, 0);
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
                TransformTaps(taps.Pointer + (long)filter * g.R * g.S * g.C, grid, g.C, to, filter, grid * g.C);
        });
    }

    /// <summary>The gradients of the filters from their values at the points, (grid, channel) × filters.</summary>
    public void ReadGradients(PointMatrices<T> from, T* gw)
    {
        const int Channels = WinogradTiles.ChannelMultiple;
        var area = g.R * g.S;
        var size = (long)Channels * area * g.K;
        using var memory = new Scratch<T>(WorkerPool.Threads * size);
        var copies = memory;
        WorkerPool.For(g.C / Channels, (part, thread) =>
        {
            var copy = copies.Pointer + thread * size;
            for (var c = 0; c < Channels; c++)
            {
                for (var grid = 0; grid < tiles.Grids; grid++)
                {
                    var (down, across) = tiles.TapsOf(grid);
                    WinogradPoints.TransformBack(
                        (new OutputTransform(down, down == tiles.Taps), new(across, across == tiles.Taps)),
                        from.At(grid * g.C + part * Channels + c, 0), from.PointStep, g.K,
                        Taps(copy + (long)c * area * g.K, grid, g.K), default(Overwrite));
                }
            }
            VectorCopy.Transpose(
                copy, g.K, Channels * area, g.C * area, g.K, gw + (long)part * Channels * area);
        });
    }

    private void TransformTaps(T* filter, int grid, int count, WinogradPanels<T> to, int row, int column)
    {
        var (down, across) = tiles.TapsOf(grid);
        WinogradPoints.Transform(
            (new FilterTransform(down), new(across)), Taps(filter, grid, count), count, to, row, column);
    }

    /// <summary>The taps of a filter on a grid.</summary>
    private PixelBlock<T> Taps(T* filter, int grid, int count)
    {
        var ((row, column), (down, across)) = (tiles.Grid(grid), tiles.TapsOf(grid));
        return new(
            filter + (row * g.S + column) * (long)count, down, across, (long)g.Stride * g.S * count,
            (long)g.Stride * count);
    }
}
