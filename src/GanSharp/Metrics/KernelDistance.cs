using GanSharp.Tensors;

namespace GanSharp.Metrics;

/// <summary>
/// The squared maximum mean discrepancy with the kernel k(x, y) = (x·y / D + 1)³, called KID for features
/// (Bińkowski et al. 2018, https://arxiv.org/abs/1801.01401).
/// </summary>
public static class KernelDistance
{
    /// <summary>
    /// Σ_{i≠j} k(xᵢ, xⱼ) / N(N-1) + Σ_{i≠j} k(yᵢ, yⱼ) / M(M-1) - 2 Σᵢⱼ k(xᵢ, yⱼ) / NM. Unbiased: its expectation is 0
    /// if both sets have the same distribution, so it can be negative. It uses all pairs, which varies less than the
    /// paper's mean over random subsets.
    /// </summary>
    /// <param name="x">Shape (N, D) with N at least 2, F32 or F64.</param>
    /// <param name="y">Shape (M, D) with M at least 2.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static double Between(Tensor x, Tensor y, CancellationToken cancellation = default)
    {
        using var scope = new TensorScope();
        var (a, b) = (x.ToDoubles(), y.ToDoubles());
        return Within(a, Once(a), cancellation)[0]
            + Within(b, Once(b), cancellation)[0]
            - 2 * Across(a, b, Once(a), cancellation)[0];
    }

    /// <summary>A column of ones: every vector occurs once.</summary>
    internal static Tensor Once(Tensor x) => Tensor.Ones([x.Shape[0], 1], DType.F64);

    /// <summary>
    /// The mean of k over the pairs of different vectors of x, for each column of occurrences. A vector makes no pair
    /// with its own repetitions.
    /// </summary>
    /// <param name="x">Shape (N, D), F64.</param>
    /// <param name="counts">Occurrences of each vector, shape (N, R), F64: one column per result.</param>
    /// <param name="cancellation">Ends the work.</param>
    internal static double[] Within(Tensor x, Tensor counts, CancellationToken cancellation)
    {
        using var scope = new TensorScope();
        var sums = Tensor.Zeros([1, counts.Shape[1]], DType.F64);
        Pairs.Products(x, x, (first, block) =>
        {
            Apply(block, x.Shape[1], (row, values) => values[first + row] = 0);
            var part = (block.MatMul(counts) * counts.Slice(0, first, block.Shape[0])).Sum([0], keepDims: true);
            InPlace.Copy(sums, sums + part);
        }, cancellation);
        var pairs = counts.Sum([0]).Square() - counts.Square().Sum([0]);
        return (sums.Reshape(pairs.Shape) / pairs).ToArray<double>();
    }

    /// <summary>
    /// The mean of k over the pairs of a vector of x and one of y, for each column of occurrences of x.
    /// </summary>
    internal static double[] Across(Tensor x, Tensor y, Tensor counts, CancellationToken cancellation)
    {
        using var scope = new TensorScope();
        var means = Tensor.Empty([x.Shape[0], 1], DType.F64);
        Pairs.Products(x, y, (first, block) => Apply(block, x.Shape[1], (row, values) =>
            means.AsSpan<double>()[first + row] =
                System.Numerics.Tensors.TensorPrimitives.Sum<double>(values) / values.Length),
            cancellation);
        return ((means * counts).Sum([0]) / counts.Sum([0])).ToArray<double>();
    }

    /// <summary>Turns products into values of the kernel, then calls <paramref name="then"/> for each row.</summary>
    private static void Apply(Tensor block, int size, Pairs.RowOfValues then)
    {
        var scale = 1d / size;
        Pairs.ForRows(block, (row, values) =>
        {
            foreach (ref var value in values)
            {
                var k = value * scale + 1;
                value = k * k * k;
            }
            then(row, values);
        });
    }
}
