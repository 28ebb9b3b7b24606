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
    /// <summary>Some filters as (channel, tap) × filters.</summary>
    public Scratch<T> FiltersLast(T* w, Range filters)
    {
        var (first, count) = filters.GetOffsetAndLength(g.K);
        var size = g.C * g.R * g.S;
        return FilterMatrices.Transposed(w + (long)first * size, 1, count, size);
    }

    /// <summary>
    /// All filters as (filter, tap) × channels, with the channels of some columns (grid, channel).
    /// </summary>
    public Scratch<T> ChannelsLast(T* w, Range columns)
    {
        var ((first, count), area) = (ChannelsOf(columns), g.R * g.S);
        return FilterMatrices.Transposed(w + (long)first * area, g.K, (long)g.C * area, count, area);
    }

    /// <summary>
    /// These filters at one depth (grid, channel), from <see cref="FiltersLast"/>, to a row of <paramref name="to"/>.
    /// </summary>
    public void Transform(T* taps, int depth, Range filters, WinogradPanels<T> to, int toRow)
    {
        var (grid, channel) = Math.DivRem(depth, g.C);
        var count = filters.GetOffsetAndLength(g.K).Length;
        TransformTaps(taps + (long)channel * g.R * g.S * count, count, grid, count, to, toRow, 0);
    }

    /// <summary>
    /// These columns (grid, channel) of one filter, from <see cref="ChannelsLast"/>, to a row of <paramref name="to"/>.
    /// </summary>
    public void TransformTransposed(T* taps, int filter, Range columns, WinogradPanels<T> to, int toRow)
    {
        var (first, all) = columns.GetOffsetAndLength(tiles.Depth);
        var (firstChannel, channels) = ChannelsOf(columns);
        for (int x = first, count; x < first + all; x += count)
        {
            var (grid, channel) = Math.DivRem(x, g.C);
            count = Math.Min(g.C - channel, first + all - x);
            TransformTaps(
                taps + (long)filter * g.R * g.S * channels + channel - firstChannel, channels, grid, count, to, toRow,
                x - first);
        }
    }

    /// <summary>
    /// The gradients of some filters from their values at the points, (grid, channel) × filters.
    /// </summary>
    public void ReadGradients(PointMatrices<T> from, (int First, int Count) filters, T* gw)
    {
        const int Channels = WinogradTiles.ChannelMultiple;
        var (area, count) = (g.R * g.S, filters.Count);
        var size = (long)Channels * area * count;
        gw += (long)filters.First * g.C * area;
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
                        tiles.Points,
                        (new OutputTransform(down, down == tiles.Taps), new(across, across == tiles.Taps)),
                        from.At(grid * g.C + part * Channels + c, 0), from.PointStep, count,
                        Taps(copy + (long)c * area * count, grid, count), default(Overwrite));
                }
            }
            VectorCopy.Transpose(
                copy, count, Channels * area, g.C * area, count, gw + (long)part * Channels * area);
        });
    }

    /// <summary>The channels of some columns (grid, channel): all, unless they are of one grid.</summary>
    private (int First, int Count) ChannelsOf(Range columns)
    {
        var (first, count) = columns.GetOffsetAndLength(tiles.Depth);
        return first % g.C + count <= g.C ? (first % g.C, count) : (0, g.C);
    }

    private void TransformTaps(
        T* filter, int tapSize, int grid, int count, WinogradPanels<T> to, int row, int column)
    {
        var (down, across) = tiles.TapsOf(grid);
        WinogradPoints.Transform(
            tiles.Points, (new FilterTransform(down), new(across)), Taps(filter, grid, tapSize), count, to, row,
            column);
    }

    /// <summary>The taps of a filter on a grid, <paramref name="tapSize"/> elements each.</summary>
    private PixelBlock<T> Taps(T* filter, int grid, int tapSize)
    {
        var ((row, column), (down, across)) = (tiles.Grid(grid), tiles.TapsOf(grid));
        return new(
            filter + (row * g.S + column) * (long)tapSize, down, across, (long)g.Stride * g.S * tapSize,
            (long)g.Stride * tapSize);
    }
}
