using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;
using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>
/// Where the outputs of a band of windows go, in images (N, K, P, Q). Windows are numbered as in
/// <see cref="PixelPlanes{T}"/>: every row has <paramref name="across"/> of them, and those after the last
/// column are no outputs.
/// </summary>
internal readonly unsafe struct BandOutputs<T>(ConvGeometry g, T* images, int image, int firstRow, int across)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Least vectors in a row for which tiles end with it.</summary>
    private const int ManyVectors = 2;

    private long PlaneSize => (long)g.P * g.Q;

    /// <summary>
    /// Whether tiles end with the rows, as whole vectors do, so that they can be written where they belong.
    /// </summary>
    private bool EndsWithRows => g.K % MicroKernel.Rows == 0
        && g.Q % MicroKernel.Narrow<T>() == 0 && g.Q >= ManyVectors * MicroKernel.Narrow<T>();

    /// <summary>
    /// Number of windows from one on that tiles may take, or minus the number of those that are no outputs.
    /// </summary>
    public int Run(int window, int left)
    {
        if (!EndsWithRows)
            return left;
        var column = window % across;
        return column < g.Q ? g.Q - column : column - across;
    }

    /// <summary>
    /// The place of a tile, with the bias in it: the final one if its windows lie in one row, otherwise the sums.
    /// </summary>
    public Tile<T> Place(int window, int width, T* bias, T* sums)
    {
        if (!EndsWithRows || window % across + width > g.Q)
            return new(sums, width, false);
        var to = At(window);
        for (var k = 0; bias is not null && k < g.K; k++)
            new Span<T>(to + k * PlaneSize, width).Fill(bias[k]);
        return new(to, PlaneSize, bias is not null);
    }

    /// <summary>Writes sums, which are rows of <paramref name="width"/> windows, to their places.</summary>
    public void Store(T* sums, int width, int first, int count, T* bias)
    {
        for (int i = 0, length; i < count; i += length)
        {
            var column = (first + i) % across;
            length = Math.Min(count - i, across - column);
            var outputs = Math.Min(length, g.Q - column);
            T* from = sums + i, to = At(first + i);
            for (var k = 0; k < g.K; k++, from += width, to += PlaneSize)
                VectorCopy.AddScalar(from, bias is null ? T.Zero : bias[k], to, outputs);
        }
    }

    /// <summary>The pixel of a window in the first channel.</summary>
    private T* At(int window)
    {
        var (row, column) = Math.DivRem(window, across);
        return images + (long)image * g.K * PlaneSize + (long)(firstRow + row) * g.Q + column;
    }
}
