using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;
using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>
/// Where the outputs of a band of windows go, in images (N, K, P, Q). Windows are numbered as in
/// <see cref="PixelPlanes{T}"/>: every row has <paramref name="across"/> of them, and those after its last column are
/// no outputs.
/// </summary>
internal readonly unsafe struct BandOutputs<T>(ConvGeometry g, T* images, int image, int firstRow, int across)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Least vectors of a row for which tiles end with it.</summary>
    private const int ManyVectors = 2;

    private long PlaneSize => (long)g.P * g.Q;

    /// <summary>
    /// The windows that tiles cover one after another: those of each row if they fill vectors, so that tiles can be
    /// written where they belong; otherwise all.
    /// </summary>
    public IEnumerable<(int First, int End)> Runs(int rows)
    {
        var (length, columns, vector) = (across, g.Q, MicroKernel.Narrow<T>());
        return length > columns && columns % vector == 0 && columns >= ManyVectors * vector
            ? Enumerable.Range(0, rows).Select(row => (row * length, row * length + columns))
            : [(0, (rows - 1) * length + columns)];
    }

    /// <summary>
    /// The place of a tile, with the bias in it: the final one if its windows follow each other there, otherwise the
    /// sums.
    /// </summary>
    public Tile<T> Place(int window, int count, int width, T* bias, T* sums)
    {
        var isInRow = across == g.Q || window % across + width <= g.Q;
        if (!isInRow || count < width || g.K % MicroKernel.Rows > 0)
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
