using System.Numerics;
using GanSharp.Tensors.Kernels;
using GanSharp.Tensors.Kernels.Cpu;

namespace GanSharp.Tensors;

public static partial class Ops
{
    /// <summary>Each element zeroed with probability p, the others scaled by 1 / (1 - p), so that the mean stays.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="p">Probability of zeroing, 0 to below 1.</param>
    /// <param name="stream">Where the mask comes from.</param>
    /// <remarks>Srivastava et al. 2014, "Dropout: a simple way to prevent neural networks from overfitting".</remarks>
    /// <exception cref="TensorException">p is outside [0, 1).</exception>
    public static Tensor Dropout(this Tensor x, double p, RandomStream stream) => p == 0 ? x : x * Mask("dropout", x.Shape, p, stream, x.DType);

    /// <summary>As <see cref="Dropout"/>, for whole channels: x is (N, C, ...), and all of x[n, c] is kept or zeroed.</summary>
    public static Tensor ChannelDropout(this Tensor x, double p, RandomStream stream)
    {
        if (x.Shape.Rank < 2)
            throw new TensorException("channel-dropout", $"{x.Shape} has no channel axis");
        return p == 0 ? x : x * Mask("channel-dropout", [x.Shape[0], x.Shape[1], .. Enumerable.Repeat(1, x.Shape.Rank - 2)], p, stream, x.DType);
    }

    private static Tensor Mask(string op, Shape shape, double p, RandomStream stream, DType dtype)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (p is not (>= 0 and < 1))
            throw new TensorException(op, $"the probability {p} for {shape} is outside [0, 1)");
        var mask = stream.Uniform(shape, dtype: dtype);
        Kernel.Map(mask, mask, new KeepMap(p));
        return mask;
    }

    private readonly struct KeepMap(double p) : IMap, ILaneMap
    {
        public void Run<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => LaneLoop.Map(x, y, this);

        public Vector<T> At<T>(Vector<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Vector.ConditionalSelect(
            Vector.LessThan(x, Vector.Create(T.CreateTruncating(p))), Vector<T>.Zero, Vector.Create(T.CreateTruncating(1 / (1 - p))));
    }
}
