using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Ops;

public static partial class TensorOps
{
    /// <summary>
    /// y = gamma · (x - mean) / √(variance + epsilon) + beta, with the mean and the biased variance of each channel
    /// over the batch.
    /// </summary>
    /// <param name="x">Shape (N, C) or (N, C, ...).</param>
    /// <param name="gamma">Scale of each channel, shape (C), or null for 1.</param>
    /// <param name="beta">Shift of each channel, shape (C), or null for 0.</param>
    /// <param name="epsilon">Added to the variance, above 0.</param>
    /// <remarks>Ioffe and Szegedy 2015, "Batch normalization".</remarks>
    /// <exception cref="TensorException">x has no channel axis, or gamma or beta has another shape.</exception>
    public static Tensor BatchNorm(this Tensor x, Tensor? gamma, Tensor? beta, double epsilon = 1e-5) =>
        x.BatchNorm(gamma, beta, epsilon, out _, out _);

    /// <inheritdoc cref="BatchNorm(Tensor, Tensor, Tensor, double)"/>
    /// <param name="x">Shape (N, C) or (N, C, ...).</param>
    /// <param name="gamma">Scale of each channel, shape (C), or null for 1.</param>
    /// <param name="beta">Shift of each channel, shape (C), or null for 0.</param>
    /// <param name="epsilon">Added to the variance, above 0.</param>
    /// <param name="mean">
    /// The mean of each channel, shape (C), or (parts, C) where there are several parts; not tracked.
    /// </param>
    /// <param name="variance">
    /// The biased variance of each channel, with the shape of <paramref name="mean"/>; not tracked.
    /// </param>
    /// <param name="parts">
    /// Batches of equal size that x consists of, one after the other, each with statistics of its own; 1 by default.
    /// </param>
    /// <exception cref="TensorException">
    /// x has no channel axis, gamma or beta has another shape, or N is no multiple of parts.
    /// </exception>
    public static Tensor BatchNorm(
        this Tensor x, Tensor? gamma, Tensor? beta, double epsilon, out Tensor mean, out Tensor variance, int parts = 1)
    {
        CheckChannelAffine("batch-norm", x, gamma, beta);
        Check.Positive("batch-norm", "parts", parts);
        var (n, c) = (x.Shape[0], x.Shape[1]);
        if (n % parts != 0)
            throw new TensorException("batch-norm", $"{x.Shape} is no {parts} batches of equal size");
        return Standardize(
            "batch-norm", x, new(parts, n / parts, c, x.Shape.CountOf(2, x.Shape.Rank)), gamma, beta, epsilon, out mean,
            out variance);
    }

    /// <summary>
    /// Batch norm in evaluation: as <see cref="BatchNorm(Tensor, Tensor, Tensor, double)"/>, with the given statistics,
    /// shape (C).
    /// </summary>
    public static Tensor NormalizeWith(
        this Tensor x, Tensor mean, Tensor variance, Tensor? gamma, Tensor? beta, double epsilon = 1e-5)
    {
        CheckChannelAffine("normalize-with", x, gamma, beta);
        Check.Vector("normalize-with", "mean", mean, x.Shape[1], x.Shape);
        Check.Vector("normalize-with", "variance", variance, x.Shape[1], x.Shape);
        var factor = (variance + epsilon).Pow(-0.5);
        if (gamma is not null)
            factor *= gamma;
        if (!Tape.IsRecording)
        {
            var geometry = new NormGeometry(1, x.Shape[0], x.Shape[1], x.Shape.CountOf(2, x.Shape.Rank));
            return x.Backend.Normalize(x, mean, factor, beta ?? Tensor.Zeros(mean.Shape, x.DType, x.Device), geometry);
        }
        var shift = beta is null ? (mean * factor).Neg() : beta - mean * factor;
        return x * PerChannel(factor, x.Shape.Rank) + PerChannel(shift, x.Shape.Rank);
    }

    private static void CheckChannelAffine(string op, Tensor x, Tensor? gamma, Tensor? beta)
    {
        Check.SameType(op, x, gamma, beta);
        if (x.Shape.Rank < 2)
            throw new TensorException(op, $"{x.Shape} has no channel axis");
        Check.Vector(op, "gamma", gamma, x.Shape[1], x.Shape);
        Check.Vector(op, "beta", beta, x.Shape[1], x.Shape);
    }
}
