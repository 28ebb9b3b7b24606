using System.Numerics;

namespace GanSharp.Tensors.Kernels.Cpu;

/// <summary>
/// Images (N, C, H, W) of which the product makes every <paramref name="stride"/>-th row and column from
/// (<paramref name="firstRow"/>, <paramref name="firstColumn"/>) on: rows of the product are channels, columns are
/// (image, row, column), <paramref name="rows"/> × <paramref name="columns"/> to an image. A bias, or null, is added to each channel.
/// </summary>
internal readonly unsafe struct ImageSink<T>(
    T* images, T* bias, int channels, int height, int width, int stride, int firstRow, int firstColumn, int rows, int columns) : ISink<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public void Store(int row, int column, int rowCount, int columnCount, T* tile, int tileStride)
    {
        var plane = height * width;
        var dense = stride == 1 && columns == width && rows == height;
        for (var x = 0; x < columnCount;)
        {
            var (image, position) = Math.DivRem(column + x, rows * columns);
            var (i, j) = Math.DivRem(position, columns);
            var length = Math.Min(columnCount - x, dense ? rows * columns - position : columns - j);
            var to = images + ((long)image * channels + row) * plane + (firstRow + i * stride) * width + firstColumn + j * stride;
            for (var c = 0; c < rowCount; c++, to += plane)
                StoreRun(tile + c * tileStride + x, bias is null ? T.Zero : bias[row + c], to, length);
            x += length;
        }
    }

    private void StoreRun(T* from, T shift, T* to, int length)
    {
        if (stride == 1)
            Lanes.AddScalar(from, shift, to, length);
        else
        {
            for (var i = 0; i < length; i++)
                to[i * stride] = from[i] + shift;
        }
    }
}
