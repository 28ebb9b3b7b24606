using GanSharp.Tensors.Backends;

namespace GanSharp.Tensors.Ops;

public static partial class TensorOps
{
    /// <summary>The natural logarithm of x.</summary>
    public static Tensor Log(this Tensor x)
    {
        var y = x.Backend.Unary(UnaryOp.Log, x);
        return Tape.Record("log", y, [x], (grad, _) => [grad.Div(x)]);
    }
}
