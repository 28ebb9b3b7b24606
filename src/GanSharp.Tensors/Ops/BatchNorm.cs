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
        x.BatchNorm(gamma, beta, epsilon, out _);

    /// <inheritdoc cref="BatchNorm(Tensor, Tensor, Tensor, double)"/>
    /// <param name="x">Shape (N, C) or (N, C, ...).</param>
    /// <param name="gamma">Scale of each channel, shape (C), or null for 1.</param>
    /// <param name="beta">Shift of each channel, shape (C), or null for 0.</param>
    /// <param name="epsilon">Added to the variance, above 0.</param>
    /// <param name="moments">
    /// The mean and the biased variance of each channel: (C), or (parts, C) if there are several parts.
    /// </param>
    /// <param name="parts">
    /// Number of consecutive batches of equal size in x, each with its own statistics; 1 by default.
    /// </param>
    /// <exception cref="TensorException">
    /// x has no channel axis, gamma or beta has another shape, or N is not a multiple of parts.
    /// </exception>
    public static Tensor BatchNorm(
        this Tensor x, Tensor? gamma, Tensor? beta, double epsilon, out Moments moments, int parts = 1)
    {
        CheckChannelAffine("batch-norm", x, gamma, beta);
        Check.Positive("batch-norm", "parts", parts);
        var (n, c) = (x.Shape[0], x.Shape[1]);
        if (n % parts != 0)
            throw new TensorException("batch-norm", $"{x.Shape} does not split into {parts} batches of equal size");
        var geometry = new NormGeometry(
            Parts: parts, Outer: n / parts, Groups: c, Inner: x.Shape.CountOf(2, x.Shape.Rank));
        var y = Standardize("batch-norm", x, geometry, new(gamma, beta), epsilon, out moments);
        return Trace.IsOn && parts == 1 ? TraceNorm("batch-norm", y, [x], gamma, beta, epsilon) : y;
    }

    /// <summary>
    /// Batch norm for evaluation: as <see cref="BatchNorm(Tensor, Tensor, Tensor, double)"/>, with given statistics of
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
        if (!Tape.IsRecording && !Trace.IsOn)
        {
            var geometry = new NormGeometry(
                Parts: 1, Outer: x.Shape[0], Groups: x.Shape[1], Inner: x.Shape.CountOf(2, x.Shape.Rank));
            return x.Backend.Normalize(x, mean, factor, beta ?? Tensor.Zeros(mean.Shape, x.DType, x.Device), geometry);
        }
        var shift = beta is null ? (mean * factor).Neg() : beta - mean * factor;
        var y = x * PerChannel(factor, x.Shape.Rank) + PerChannel(shift, x.Shape.Rank);
        return Trace.IsOn ? TraceNorm("normalize-with", y, [x, mean, variance], gamma, beta, epsilon) : y;
    }

    private static Tensor TraceNorm(
        string op, Tensor y, Tensor[] inputs, Tensor? gamma, Tensor? beta, double epsilon) =>
        Trace.Whole(
            op, y, [.. inputs, .. new[] { gamma, beta }.OfType<Tensor>()],
            new NormAttributes(epsilon, gamma is not null, beta is not null));

    private static void CheckChannelAffine(string op, Tensor x, Tensor? gamma, Tensor? beta)
    {
        Check.SameType(op, x, gamma, beta);
        if (x.Shape.Rank < 2)
            throw new TensorException(op, $"{x.Shape} has no channel axis");
        Check.Vector(op, "gamma", gamma, x.Shape[1], x.Shape);
        Check.Vector(op, "beta", beta, x.Shape[1], x.Shape);
    }
}
