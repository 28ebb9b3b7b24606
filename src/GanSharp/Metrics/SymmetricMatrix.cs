using GanSharp.Tensors;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace GanSharp.Metrics;

/// <summary>
/// Roots of symmetric positive semidefinite matrices. Eigenvalues that are negative by rounding count as 0.
/// </summary>
internal static class SymmetricMatrix
{
    /// <summary>The symmetric root: C^½ · C^½ = C.</summary>
    /// <param name="matrix">C, shape (D, D), F64.</param>
    public static Tensor Root(Tensor matrix)
    {
        using var scope = new TensorScope();
        var (values, vectors) = Decompose(matrix);
        var scales = Tensor.From(
            Array.ConvertAll(values, value => Math.Pow(Math.Max(0, value), 0.25)), [values.Length, 1], DType.F64);
        var half = vectors * scales;
        return scope.Keep(half.MatMul(half, transposeA: true));
    }

    /// <summary>tr C^½, the sum of the eigenvalues' roots.</summary>
    public static double TraceOfRoot(Tensor matrix) =>
        Decompose(matrix).Values.Sum(value => Math.Sqrt(Math.Max(0, value)));

    /// <summary>The trace.</summary>
    public static double Trace(Tensor matrix)
    {
        var (values, sum) = (matrix.ToArray<double>(), 0d);
        for (var i = 0; i < values.Length; i += matrix.Shape[0] + 1)
            sum += values[i];
        return sum;
    }

    /// <summary>
    /// Eigenvalues in rising order, and the eigenvectors as rows. Uses the managed provider explicitly, so that the
    /// bits do not depend on native libraries.
    /// </summary>
    public static (double[] Values, Tensor Vectors) Decompose(Tensor matrix)
    {
        var size = matrix.Shape[0];
        var (values, vectors) = (new System.Numerics.Complex[size], new double[size * size]);
        ManagedLinearAlgebraProvider.Instance.EigenDecomp(
            true, size, matrix.ToArray<double>(), vectors, values, new double[size * size]);
        return (Array.ConvertAll(values, value => value.Real), Tensor.From(vectors, [size, size], DType.F64));
    }
}
