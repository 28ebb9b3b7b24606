using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Ops;

public static partial class TensorOps
{
    /// <summary>
    /// y = gamma · (x - mean) / √(variance + epsilon) + beta, with the mean and the biased variance of each channel
    /// of each sample.
    /// </summary>
    /// <param name="x">Shape (N, C, H, W).</param>
    /// <param name="gamma">Scale of each channel, shape (C), or null for 1.</param>
    /// <param name="beta">Shift of each channel, shape (C), or null for 0.</param>
    /// <param name="epsilon">Added to the variance, above 0.</param>
    /// <remarks>Ulyanov et al. 2016, "Instance normalization: the missing ingredient for fast stylization".</remarks>
    /// <exception cref="TensorException">x is not a batch of images, or gamma or beta has another shape.</exception>
    public static Tensor InstanceNorm(this Tensor x, Tensor? gamma, Tensor? beta, double epsilon = 1e-5)
    {
        Check.Rank("instance-norm", "x", x, 4);
        CheckChannelAffine("instance-norm", x, gamma, beta);
        var geometry = new NormGeometry(
            Parts: 1, Outer: 1, Groups: x.Shape[0] * x.Shape[1], Inner: x.Shape[2] * x.Shape[3]);
        var y = Standardize("instance-norm", x, geometry, affine: default, epsilon, out _);
        y = gamma is null ? y : y * PerChannel(gamma, 4);
        y = beta is null ? y : y + PerChannel(beta, 4);
        return Trace.IsOn ? TraceNorm("instance-norm", y, [x], gamma, beta, epsilon) : y;
    }
}
