using GanSharp.Tensors.Backends;

namespace GanSharp.Tensors.Ops;

public static partial class TensorOps
{
    /// <summary>x above zero, alpha · (eˣ - 1) below.</summary>
    /// <remarks>Clevert et al. 2015, "Fast and accurate deep network learning by exponential linear units".</remarks>
    public static Tensor Elu(this Tensor x, double alpha = 1)
    {
        var y = x.Backend.Unary(UnaryOp.Elu, x, alpha);
        return Tape.Record("elu", y, [x], (grad, _) =>
        {
            var above = x.Backend.Unary(UnaryOp.LeakyReluSlope, x, 0);
            return [grad.Mul(above + (1 - above) * y.Add(alpha))];
        }, alpha);
    }

    /// <summary>scale · elu(x, alpha) with the constants that keep activations at mean 0 and variance 1.</summary>
    /// <remarks>Klambauer et al. 2017, "Self-normalizing neural networks".</remarks>
    public static Tensor Selu(this Tensor x) => x.Elu(1.6732632423543772).Mul(1.0507009873554805);
}
