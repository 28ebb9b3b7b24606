using GanSharp.Tensors.Backends;

namespace GanSharp.Tensors.Ops;

public static partial class TensorOps
{
    /// <summary>-x</summary>
    public static Tensor Neg(this Tensor x)
    {
        var y = x.Backend.Unary(UnaryOp.Neg, x);
        return Tape.Record("neg", y, [x], (grad, _) => [grad.Neg()]);
    }
}
