using GanSharp.Data;
using GanSharp.Tensors;

namespace GanSharp.Metrics;

/// <summary>
/// Computes with all pairs of two sets of vectors, some rows at a time, so that the whole table is never in memory.
/// </summary>
internal static class Pairs
{
    private const int RowsAtATime = 256;

    /// <summary>
    /// Receives the squared distances from the i-th vector to all others; called from several threads.
    /// </summary>
    public delegate void RowOfSquares(int i, ReadOnlySpan<double> squares);

    /// <summary>
    /// Computes x · yᵀ in blocks of rows; <paramref name="use"/> receives the number of the first row and the block,
    /// shape (rows, M).
    /// </summary>
    /// <param name="x">Shape (N, D), F64.</param>
    /// <param name="y">Shape (M, D), F64.</param>
    /// <param name="use">Called for each block, which it may overwrite.</param>
    /// <param name="cancellation">Ends the work between two blocks.</param>
    public static void Products(Tensor x, Tensor y, Action<int, Tensor> use, CancellationToken cancellation)
    {
        for (var first = 0; first < x.Shape[0]; first += RowsAtATime)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = new TensorScope();
            use(first, x.Slice(0, first, Math.Min(RowsAtATime, x.Shape[0] - first)).MatMul(y, transposeB: true));
        }
    }

    /// <summary>Computes ‖xᵢ - yⱼ‖², row by row.</summary>
    /// <inheritdoc cref="Products"/>
    public static void SquaredDistances(Tensor x, Tensor y, RowOfSquares use, CancellationToken cancellation)
    {
        var (ofX, ofY) = (SquaredLengths(x), SquaredLengths(y));
        Products(x, y, (first, block) => ForRows(block, (row, values) =>
        {
            for (var j = 0; j < values.Length; j++)
                values[j] = Math.Max(0, ofX[first + row] + ofY[j] - 2 * values[j]);
            use(first + row, values);
        }), cancellation);
    }

    /// <summary>Calls <paramref name="use"/> for each row of a block, on several threads.</summary>
    public static void ForRows(Tensor block, RowOfValues use)
    {
        var width = block.Shape[1];
        Parallel.For(0, block.Shape[0], new() { MaxDegreeOfParallelism = Compute.Threads },
            row => use(row, block.AsSpan<double>().Slice(row * width, width)));
    }

    /// <summary>Receives a row of a block, which it may overwrite.</summary>
    public delegate void RowOfValues(int row, Span<double> values);

    /// <summary>The same numbers in double precision.</summary>
    public static Tensor ToDoubles(this Tensor vectors) => vectors.To(DType.F64);

    /// <summary>At most that many rows, at equal distances.</summary>
    public static Tensor AtMost(this Tensor vectors, int count) =>
        vectors.Shape[0] <= count ? vectors : vectors.Embedding(ImageSelection.EvenlySpaced(vectors.Shape[0], count));

    private static double[] SquaredLengths(Tensor vectors)
    {
        using var scope = new TensorScope();
        return vectors.Square().Sum([1]).ToArray<double>();
    }
}
