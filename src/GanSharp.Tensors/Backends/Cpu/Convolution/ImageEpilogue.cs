using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Gemm.Epilogues;
using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;

namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>
/// Images (N, C, H, W) of which the product makes every <paramref name="stride"/>-th row and column from
/// (<paramref name="firstRow"/>, <paramref name="firstColumn"/>) on: rows of the product are positions (image, row,
/// column), <paramref name="rows"/> × <paramref name="columns"/> to an image; columns are channels. A bias, or null,
/// is added to each channel.
/// </summary>
internal readonly unsafe struct ImageEpilogue<T>(
    T* images, T* bias, int channels, int height, int width, int stride, int firstRow, int firstColumn, int rows,
    int columns) : IEpilogue<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public void Store(int position, int channel, int count, int channelCount, T* tile, int tileStride)
    {
        var plane = height * width;
        for (var i = 0; bias is not null && i < count; i++)
            VectorCopy.Add(tile + i * tileStride, bias + channel, tile + i * tileStride, channelCount);
        for (int i = 0, length; i < count; i += length, tile += length * tileStride)
        {
            var (image, rest) = Math.DivRem(position + i, rows * columns);
            var (row, column) = Math.DivRem(rest, columns);
            var isDense = stride == 1 && columns == width;
            length = Math.Min(count - i, isDense ? rows * columns - rest : columns - column);
            var to =
                images
                + ((long)image * channels + channel) * plane
                + (firstRow + row * stride) * width
                + firstColumn
                + column * stride;
            if (stride == 1)
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
                to[i * stride] = tile[i * tileStride + c];
        }
    }
}
