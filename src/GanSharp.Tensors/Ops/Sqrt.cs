using GanSharp.Tensors.Backends;

namespace GanSharp.Tensors.Ops;

public static partial class TensorOps
{
    /// <summary>√x</summary>
    public static Tensor Sqrt(this Tensor x)
    {
        var y = x.Backend.Unary(UnaryOp.Sqrt, x);
        return Tape.Record("sqrt", y, [x], (grad, _) => [grad.Div(y).Mul(0.5)]);
    }
}
