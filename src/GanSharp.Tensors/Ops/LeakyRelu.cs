using GanSharp.Tensors.Backends;

namespace GanSharp.Tensors.Ops;

public static partial class TensorOps
{
    /// <summary>max(x, 0) + slope · min(x, 0)</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="slope">Slope below zero, usually 0.01 to 0.2.</param>
    public static Tensor LeakyRelu(this Tensor x, double slope = 0.01)
    {
        var y = x.Backend.Unary(UnaryOp.LeakyRelu, x, slope);
        return Tape.Record("leaky-relu", y, [x], (grad, _) =>
            [
                Tape.IsRecording
                    ? grad.Mul(x.Backend.Unary(UnaryOp.LeakyReluSlope, x, slope))
                    : grad.Backend.Binary(BinaryOp.LeakyReluGrad, grad, x, slope),
            ], slope);
    }

    /// <summary>max(x, 0); the derivative at 0 is defined as 0.</summary>
    public static Tensor Relu(this Tensor x) => x.LeakyRelu(0);
}
