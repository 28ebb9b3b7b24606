using GanSharp.Tensors.Backends;

namespace GanSharp.Tensors.Ops;

public static partial class TensorOps
{
    /// <summary>The hyperbolic tangent of x.</summary>
    public static Tensor Tanh(this Tensor x)
    {
        var y = x.Backend.Unary(UnaryOp.Tanh, x);
        return Tape.Record("tanh", y, [x], (grad, _) =>
            [Tape.IsRecording ? grad.Mul(1 - y.Square()) : grad.Backend.Binary(BinaryOp.TanhGrad, grad, y)]);
    }
}
