using GanSharp.Tensors;

namespace GanSharp.Metrics;

/// <summary>
/// The Fréchet distance of two normal distributions, called FID for distributions of features
/// (Heusel et al. 2017, https://arxiv.org/abs/1706.08500).
/// </summary>
public static class FrechetDistance
{
    /// <summary>
    /// ‖μ₁ - μ₂‖² + tr(C₁ + C₂ - 2 (C₁^½ C₂ C₁^½)^½), 0 or more. The outer root is that of a symmetric matrix, so it
    /// also exists for singular covariances, such as those of fewer vectors than features. Between sets of N vectors
    /// the result is biased upwards by an amount that falls with 1 / N.
    /// </summary>
    /// <exception cref="GanSharpException">They have different sizes.</exception>
    public static double Between(Gaussian a, Gaussian b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Mean.Shape != b.Mean.Shape)
            throw new GanSharpException(
                $"distributions of {a.Mean.Count} and of {b.Mean.Count} features cannot be compared");
        using var scope = new TensorScope();
        var means = (a.Mean - b.Mean).Square().Sum().Item();
        var product = a.Root.MatMul(b.Covariance).MatMul(a.Root);
        var covariances =
            SymmetricMatrix.Trace(a.Covariance)
            + SymmetricMatrix.Trace(b.Covariance)
            - 2 * SymmetricMatrix.TraceOfRoot(product);
        return Math.Max(0, means + covariances);
    }

    /// <summary>The distance of the distributions of two sets of feature vectors.</summary>
    /// <param name="samples">Shape (N, D) with N at least 2, F32 or F64.</param>
    /// <param name="real">Shape (M, D) with M at least 2.</param>
    /// <inheritdoc cref="Between(Gaussian, Gaussian)" path="/exception"/>
    public static double Between(Tensor samples, Tensor real) => Between(Gaussian.Of(real), Gaussian.Of(samples));

    /// <summary>
    /// The distance of vectors from a distribution, with <paramref name="counts"/>[i] occurrences of the i-th vector.
    /// </summary>
    internal static double Between(Gaussian real, Tensor vectors, int[]? counts)
    {
        using var scope = new TensorScope();
        return Between(real, Gaussian.Of(vectors, counts));
    }
}
