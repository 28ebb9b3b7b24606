using GanSharp.Tensors.Backends;

namespace GanSharp.Tensors.Ops;

public static partial class TensorOps
{
    /// <summary>|x|; the derivative at 0 is defined as 0.</summary>
    public static Tensor Abs(this Tensor x) =>
        Tape.Record(
            "abs", x.Backend.Unary(UnaryOp.Abs, x), [x],
            (grad, _) => [grad.Mul(x.Backend.Unary(UnaryOp.Sign, x))]);
}
