namespace GanSharp.Tensors.Ops;

public static partial class TensorOps
{
    /// <summary>
    /// Zeroes each element with probability p and scales the others by 1 / (1 - p), which preserves the mean.
    /// </summary>
    /// <param name="x">Any shape.</param>
    /// <param name="p">Probability of zeroing, 0 to below 1.</param>
    /// <param name="stream">The source of the mask.</param>
    /// <param name="parts">The number of equally large batches that x consists of; 1 by default.</param>
    /// <remarks>Srivastava et al. 2014, "Dropout: a simple way to prevent neural networks from overfitting".</remarks>
    /// <exception cref="TensorException">p is outside [0, 1).</exception>
    public static Tensor Dropout(this Tensor x, double p, RandomStream stream, int parts = 1) =>
        p == 0 ? x : x * Mask("dropout", x, x.Shape, p, stream, parts);

    /// <summary>
    /// As <see cref="Dropout"/>, for whole channels: x is (N, C, ...), and each x[n, c] is kept or zeroed as a whole.
    /// </summary>
    public static Tensor ChannelDropout(this Tensor x, double p, RandomStream stream, int parts = 1)
    {
        if (x.Shape.Rank < 2)
            throw new TensorException("channel-dropout", $"{x.Shape} has no channel axis");
        Shape channels = [x.Shape[0], x.Shape[1], .. Enumerable.Repeat(1, x.Shape.Rank - 2)];
        return p == 0 ? x : x * Mask("channel-dropout", x, channels, p, stream, parts);
    }

    private static Tensor Mask(string op, Tensor x, Shape shape, double p, RandomStream stream, int parts)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (p is not (>= 0 and < 1))
            throw new TensorException(op, $"the probability {p} for {shape} is outside [0, 1)");
        return stream.Mask(shape, p, parts, x.DType, x.Device);
    }
}
