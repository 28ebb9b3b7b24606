using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Ops;

public static partial class TensorOps
{
    /// <summary>
    /// y = gamma · (x - mean) / √(variance + epsilon) + beta, with the mean and the biased variance of each group of
    /// each part of x. Gamma and beta have one value per group, which all parts share, or are null for 1 and 0.
    /// </summary>
    private static Tensor Standardize(
        string op, Tensor x, NormGeometry geometry, Affine affine, double epsilon, out Moments moments)
    {
        var (parts, outer, groups, inner) = geometry;
        var (gamma, beta) = affine;
        moments = x.Backend.Moments(x, geometry);
        var (centre, variance) = moments;
        Tensor scale, y;
        using (Tape.Pause())
        {
            scale = (variance + epsilon).Pow(-0.5);
            var shift = beta?.BroadcastTo(geometry.Statistics) ?? Tensor.Zeros(geometry.Statistics, x.DType, x.Device);
            y = x.Backend.Normalize(x, centre, gamma is null ? scale : scale * gamma, shift, geometry);
        }
        Tensor[] inputs = [x, .. new[] { gamma, beta }.OfType<Tensor>()];
        return Tape.RecordFused(op, y, inputs, Fused, Composite);

        Tensor?[] Fused(Tensor grad, Needs needs)
        {
            var (sum, product) = x.Backend.NormGradientSums(grad, x, centre, geometry);
            var normal = product * scale;
            var a = gamma is null ? scale : scale * gamma;
            var perElement = a / geometry.GroupSize;
            var gradX = needs[0]
                ? x.Backend.NormGradient(
                    grad, x, centre, new(A: a, B: (perElement * normal * scale).Neg(), C: (perElement * sum).Neg()),
                    geometry)
                : null;
            var (gradGamma, gradBeta) = (
                gamma is null ? null : normal.SumTo(gamma.Shape), beta is null ? null : sum.SumTo(beta.Shape));
            return [gradX, .. new[] { gradGamma, gradBeta }.OfType<Tensor>()];
        }

        Tensor Composite(Tensor[] v)
        {
            var cube = v[0].Reshape([parts, outer, groups, inner]);
            var centered = cube - cube.Mean([1, 3], keepDims: true);
            var normal = centered * (centered.Square().Mean([1, 3], keepDims: true) + epsilon).Pow(-0.5);
            if (gamma is not null)
                normal *= v[1].Reshape([groups, 1]);
            if (beta is not null)
                normal += v[^1].Reshape([groups, 1]);
            return normal.Reshape(x.Shape);
        }
    }
    /// <summary>The learned scale and shift of a normalisation; null for 1 and 0.</summary>
    private readonly record struct Affine(Tensor? Gamma, Tensor? Beta);
}
