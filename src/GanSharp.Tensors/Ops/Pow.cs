using GanSharp.Tensors.Backends;

namespace GanSharp.Tensors.Ops;

public static partial class TensorOps
{
    /// <summary>
    /// x to the power of <paramref name="exponent"/>; x must not be negative unless the exponent is an integer.
    /// </summary>
    public static Tensor Pow(this Tensor x, double exponent) =>
        Tape.Record(
            "pow", x.Backend.Unary(UnaryOp.Pow, x, exponent), [x],
            (grad, _) => [grad.Mul(x.Pow(exponent - 1)).Mul(exponent)], exponent);
}
