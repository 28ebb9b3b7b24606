using GanSharp.Tensors.Backends;

namespace GanSharp.Tensors.Ops;

public static partial class TensorOps
{
    /// <summary>eˣ</summary>
    public static Tensor Exp(this Tensor x)
    {
        var y = x.Backend.Unary(UnaryOp.Exp, x);
        return Tape.Record("exp", y, [x], (grad, _) => [grad.Mul(y)]);
    }
}
