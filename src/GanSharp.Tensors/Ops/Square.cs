using GanSharp.Tensors.Backends;

namespace GanSharp.Tensors.Ops;

public static partial class TensorOps
{
    /// <summary>x²</summary>
    public static Tensor Square(this Tensor x)
    {
        var y = x.Backend.Unary(UnaryOp.Square, x);
        return Tape.Record("square", y, [x], (grad, _) => [grad.Mul(x).Mul(2)]);
    }
}
