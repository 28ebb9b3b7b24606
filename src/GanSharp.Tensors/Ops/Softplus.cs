using GanSharp.Tensors.Backends;

namespace GanSharp.Tensors.Ops;

public static partial class TensorOps
{
    /// <summary>
    /// ln(1 + eˣ) = max(x, 0) + ln(1 + e^-|x|), which never overflows. With logits l, -ln sigmoid(l) is softplus(-l):
    /// the binary cross entropy against "real".
    /// </summary>
    public static Tensor Softplus(this Tensor x) =>
        Tape.Record("softplus", x.Backend.Unary(UnaryOp.Softplus, x), [x], (grad, _) => [grad.Mul(x.Sigmoid())]);
}
