using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Ops;

public static partial class TensorOps
{
    /// <summary>
    /// y = gamma · (x - mean) / √(variance + epsilon) + beta, with the mean and the biased variance of each sample.
    /// </summary>
    /// <param name="x">Shape (N, ...).</param>
    /// <param name="gamma">Scale of each element, the shape of one sample, or null for 1.</param>
    /// <param name="beta">Shift of each element, the shape of one sample, or null for 0.</param>
    /// <param name="epsilon">Added to the variance, above 0.</param>
    /// <remarks>Ba et al. 2016, "Layer normalization".</remarks>
    /// <exception cref="TensorException">
    /// x has no axis besides the batch, or gamma or beta has another shape.
    /// </exception>
    public static Tensor LayerNorm(this Tensor x, Tensor? gamma, Tensor? beta, double epsilon = 1e-5)
    {
        Check.SameType("layer-norm", x, gamma, beta);
        if (x.Shape.Rank < 2)
            throw new TensorException("layer-norm", $"{x.Shape} has no axis to normalise besides the batch");
        Shape sample = [.. x.Shape.Extents[1..]];
        foreach (var (name, affine) in new[] { ("gamma", gamma), ("beta", beta) })
        {
            if (affine is not null && affine.Shape != sample)
                throw new TensorException(
                    "layer-norm", $"{name} has shape {affine.Shape}; {sample} is needed for {x.Shape}");
        }
        var geometry = new NormGeometry(Parts: 1, Outer: 1, Groups: x.Shape[0], Inner: sample.Size);
        var y = Standardize("layer-norm", x, geometry, affine: default, epsilon, out _);
        y = gamma is null ? y : y * gamma;
        y = beta is null ? y : y + beta;
        return Trace.IsOn ? TraceNorm("layer-norm", y, [x], gamma, beta, epsilon) : y;
    }
}
