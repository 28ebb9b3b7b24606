using GanSharp.Tensors.Backends;

namespace GanSharp.Tensors.Ops;

public static partial class TensorOps
{
    /// <summary>1 / (1 + e⁻ˣ)</summary>
    public static Tensor Sigmoid(this Tensor x)
    {
        var y = x.Backend.Unary(UnaryOp.Sigmoid, x);
        return Tape.Record("sigmoid", y, [x], (grad, _) =>
            [Tape.IsRecording ? grad.Mul(y).Mul(1 - y) : grad.Backend.Binary(BinaryOp.SigmoidGrad, grad, y)]);
    }
}
