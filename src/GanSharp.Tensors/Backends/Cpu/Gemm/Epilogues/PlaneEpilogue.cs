using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;

namespace GanSharp.Tensors.Backends.Cpu.Gemm.Epilogues;

/// <summary>
/// Stores images (N, C, pixels) and adds a bias per channel, or null. Rows of the product are channels, columns are the
/// pixels of one image after another.
/// </summary>
internal readonly unsafe struct PlaneEpilogue<T>(T* images, T* bias, int channels, int pixels) : IEpilogue<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public void Store(int row, int column, int rows, int columns, T* tile, int stride)
    {
        for (int x = 0, length; x < columns; x += length)
        {
            var (image, pixel) = Math.DivRem(column + x, pixels);
            length = Math.Min(columns - x, pixels - pixel);
            for (var i = 0; i < rows; i++)
            {
                var to = images + ((long)image * channels + row + i) * pixels + pixel;
                VectorCopy.AddScalar(tile + i * stride + x, bias is null ? T.Zero : bias[row + i], to, length);
            }
        }
    }

    public Tile<T> Place(int row, int column, int columns)
    {
        var (image, pixel) = Math.DivRem(column, pixels);
        if (pixel + columns > pixels)
            return default;
        var to = images + ((long)image * channels + row) * pixels + pixel;
        for (var i = 0; bias is not null && i < MicroKernel.Rows; i++)
            new Span<T>(to + (long)i * pixels, columns).Fill(bias[row + i]);
        return new(to, pixels, bias is not null);
    }
}
