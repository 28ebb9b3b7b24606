using GanSharp.Tensors;

namespace GanSharp.Metrics;

/// <summary>The normal distribution with the mean and the covariance of some feature vectors.</summary>
/// <param name="mean">μ, shape (D), F64.</param>
/// <param name="covariance">C, shape (D, D), F64.</param>
public sealed class Gaussian(Tensor mean, Tensor covariance)
{
    /// <summary>μ, shape (D), F64.</summary>
    public Tensor Mean { get; } = mean;

    /// <summary>C, shape (D, D), F64.</summary>
    public Tensor Covariance { get; } = covariance;

    /// <summary>C^½, computed at the first access.</summary>
    internal Tensor Root
    {
        get
        {
            if (field is null)
            {
                using var remembered = TensorScope.Pause();
                field = SymmetricMatrix.Root(Covariance);
            }
            return field;
        }
    }

    /// <summary>μ = Σ xᵢ / N and C = Σ (xᵢ - μ)(xᵢ - μ)ᵀ / (N - 1).</summary>
    /// <param name="vectors">Shape (N, D) with N at least 2, F32 or F64.</param>
    /// <exception cref="GanSharpException">There are fewer than two vectors.</exception>
    public static Gaussian Of(Tensor vectors) => Of(vectors, null);

    /// <summary>
    /// The distribution with <paramref name="counts"/>[i] occurrences of the i-th vector; once each if null.
    /// </summary>
    internal static Gaussian Of(Tensor vectors, int[]? counts)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        if (vectors.Shape.Rank != 2 || vectors.Shape[0] < 2)
            throw new GanSharpException(
                $"vectors of shape {vectors.Shape} have no covariance; it takes (N, D) with N at least 2");
        using var scope = new TensorScope();
        var x = vectors.ToDoubles();
        var count = counts?.Sum() ?? x.Shape[0];
        var weights = counts is null ? null : Tensor.From(counts, [counts.Length, 1], DType.F64);
        var mean = Weighted(x).Sum([0]) / count;
        var centred = x - mean;
        var covariance = Weighted(centred).MatMul(centred, transposeA: true) / (count - 1);
        return new(scope.Keep(mean), scope.Keep(covariance));

        Tensor Weighted(Tensor rows) => weights is null ? rows : rows * weights;
    }
}
