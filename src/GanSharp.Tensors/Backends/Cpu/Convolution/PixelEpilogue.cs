using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Gemm.Epilogues;
using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;

namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>
/// Stores a grid of pixels of images with channels innermost. Rows of the product are positions (image, row, column) of
/// the grid, columns are channels.
/// </summary>
internal readonly unsafe struct PixelEpilogue<T>(T* images, PixelGrid grid) : IEpilogue<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private long Step => (long)grid.Stride * grid.Channels;

    public void Store(int position, int channel, int count, int channelCount, T* tile, int tileStride)
    {
        for (var i = 0; i < count;)
        {
            var to = At(position + i) + channel;
            for (var left = Math.Min(count - i, Following(position + i)); left > 0; left--, i++, to += Step)
                VectorCopy.Copy(tile + i * tileStride, to, channelCount);
        }
    }

    public Tile<T> Place(int position, int channel, int channelCount) =>
        Following(position) < MicroKernel.Rows ? default : new(At(position) + channel, Step, false);

    /// <summary>Number of positions from one on that lie at equal distances.</summary>
    private int Following(int position) => grid.Stride == 1 && grid.Columns == grid.Width && grid.Rows == grid.Height
        ? int.MaxValue
        : grid.Columns - position % grid.Columns;

    private T* At(int position)
    {
        var (image, rest) = Math.DivRem(position, grid.Rows * grid.Columns);
        var (row, column) = Math.DivRem(rest, grid.Columns);
        var pixel = ((long)image * grid.Height + grid.FirstRow + row * grid.Stride) * grid.Width
            + grid.FirstColumn + column * grid.Stride;
        return images + pixel * grid.Channels;
    }
}
