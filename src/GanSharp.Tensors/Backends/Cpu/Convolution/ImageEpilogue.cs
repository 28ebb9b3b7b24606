using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Gemm.Epilogues;
using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;

namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>
/// Stores a grid of pixels of images (N, C, H, W) and adds a bias per channel, or null. Rows of the product are
/// positions (image, row, column) of the grid, columns are channels.
/// </summary>
internal readonly unsafe struct ImageEpilogue<T>(T* images, T* bias, PixelGrid grid) : IEpilogue<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public void Store(int position, int channel, int count, int channelCount, T* tile, int tileStride)
    {
        var plane = grid.Height * grid.Width;
        for (var i = 0; bias is not null && i < count; i++)
            VectorCopy.Add(tile + i * tileStride, bias + channel, tile + i * tileStride, channelCount);
        for (int i = 0, length; i < count; i += length, tile += length * tileStride)
        {
            var (image, rest) = Math.DivRem(position + i, grid.Rows * grid.Columns);
            var (row, column) = Math.DivRem(rest, grid.Columns);
            var isDense = grid.Stride == 1 && grid.Columns == grid.Width;
            length = Math.Min(count - i, isDense ? grid.Rows * grid.Columns - rest : grid.Columns - column);
            var to =
                images
                + ((long)image * grid.Channels + channel) * plane
                + (grid.FirstRow + row * grid.Stride) * grid.Width
                + grid.FirstColumn
                + column * grid.Stride;
            if (grid.Stride == 1)
                VectorCopy.Transpose(tile, tileStride, length, plane, channelCount, to);
            else
                Scatter(tile, tileStride, length, to, plane, channelCount);
        }
    }

    public Tile<T> Place(int row, int column, int columns) => default;

    private void Scatter(T* tile, int tileStride, int length, T* to, int plane, int channelCount)
    {
        for (var c = 0; c < channelCount; c++, to += plane)
        {
            for (var i = 0; i < length; i++)
                to[i * grid.Stride] = tile[i * tileStride + c];
        }
    }
}
