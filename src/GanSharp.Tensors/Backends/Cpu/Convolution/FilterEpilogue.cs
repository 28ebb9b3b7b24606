using GanSharp.Tensors.Backends.Cpu.Gemm.Epilogues;
using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;

namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>
/// Stores the gradient of weights (K, C, R·S). Rows of the product are filters, columns are taps (R·S, C).
/// </summary>
internal readonly unsafe struct FilterEpilogue<T>(T* weights, int channels, int area) : IEpilogue<T> where T : unmanaged
{
    public void Store(int row, int column, int rows, int columns, T* tile, int stride)
    {
        for (var i = 0; i < rows; i++, tile += stride)
        {
            var to = weights + (long)(row + i) * channels * area;
            var (tap, channel) = Math.DivRem(column, channels);
            for (var x = 0; x < columns; x++)
            {
                to[channel * area + tap] = tile[x];
                if (++channel == channels)
                    (channel, tap) = (0, tap + 1);
            }
        }
    }

    public Tile<T> Place(int row, int column, int columns) => default;
}
