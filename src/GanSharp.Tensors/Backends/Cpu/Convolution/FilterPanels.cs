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
                + first;
            VectorCopy.CopyRows(start, layout.ChannelStride, count, width, length, panel + (long)d * width);
        }
        VectorCopy.ClearColumns(panel, count, width, depth);
    }

    public MatrixView<T> ColumnsInMemory(int first, int from) => default;
}
