using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;

namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>
/// The weights of a convolution as B: columns are what it makes, <paramref name="columnStride"/> apart; depths are
/// (row, column, channel) of what a window sees, which are <paramref name="rowStep"/>, <paramref name="columnStep"/>
/// and <paramref name="channelStride"/> apart; there are <paramref name="columns"/> × <paramref name="channels"/> of
/// them in a row.
/// </summary>
internal readonly unsafe struct FilterPanels<T>(
    T* weights, int columnStride, int rowStep, int columnStep, int channelStride, int columns,
    int channels) : IOperandB<T>
    where T : unmanaged
{
    public void Pack(int first, int count, int width, int from, int depth, T* panel)
    {
        for (int d = 0, length; d < depth; d += length)
        {
            var (pixel, channel) = Math.DivRem(from + d, channels);
            length = Math.Min(channels - channel, depth - d);
            var start =
                weights
                + pixel / columns * rowStep
                + pixel % columns * columnStep
                + (long)channel * channelStride
                + (long)first * columnStride;
            // The shorter stride innermost.
            if (columnStride < channelStride)
                PackRows(start, channelStride, length, width, columnStride, count, 1, panel + (long)d * width);
            else
                PackRows(start, columnStride, count, 1, channelStride, length, width, panel + (long)d * width);
        }
        VectorCopy.ClearColumns(panel, count, width, depth);
    }

    public int LinesOf(int columns) => 0;

    public Prefetch<T> PrefetchOf(int first, int from, int line) => default;

    private static void PackRows(
        T* from, int outerStride, int outer, int outerStep, int innerStride, int inner, int innerStep, T* to)
    {
        for (var i = 0; i < outer; i++, from += outerStride, to += outerStep)
        {
            for (var j = 0; j < inner; j++)
                to[j * innerStep] = from[j * innerStride];
        }
    }
}
