using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;

namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>The filters of a convolution as B: columns are output channels, depths are the taps of a window.</summary>
internal readonly unsafe struct FilterPanels<T>(T* weights, FilterLayout layout) : IOperandB<T>
    where T : unmanaged
{
    public void Pack(int first, int count, int width, int from, int depth, T* panel)
    {
        for (int d = 0, length; d < depth; d += length)
        {
            var (pixel, channel) = Math.DivRem(from + d, layout.Channels);
            length = Math.Min(layout.Channels - channel, depth - d);
            var start =
                weights
                + pixel / layout.Columns * layout.RowStep
                + pixel % layout.Columns * layout.ColumnStep
                + (long)channel * layout.ChannelStride
                + (long)first * layout.ColumnStride;
            var channels = new Axis(Count: length, Stride: layout.ChannelStride, PanelStep: width);
            var columns = new Axis(Count: count, Stride: layout.ColumnStride, PanelStep: 1);
            // The shorter stride innermost.
            if (layout.ColumnStride < layout.ChannelStride)
                PackBlock(start, channels, columns, panel + (long)d * width);
            else
                PackBlock(start, columns, channels, panel + (long)d * width);
        }
        VectorCopy.ClearColumns(panel, count, width, depth);
    }

    public int LinesOf(int columns) => 0;

    public Prefetch<T> PrefetchOf(int first, int from, int line) => default;

    private static void PackBlock(T* from, Axis outer, Axis inner, T* to)
    {
        for (var i = 0; i < outer.Count; i++, from += outer.Stride, to += outer.PanelStep)
        {
            for (var j = 0; j < inner.Count; j++)
                to[j * inner.PanelStep] = from[j * inner.Stride];
        }
    }

    /// <summary>
    /// One axis of a block of weights: its length, and the steps along it in memory and in the panel.
    /// </summary>
    private readonly record struct Axis(int Count, int Stride, int PanelStep);
}
