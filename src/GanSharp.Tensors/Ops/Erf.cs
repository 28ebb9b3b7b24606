using GanSharp.Tensors.Backends;

namespace GanSharp.Tensors.Ops;

public static partial class TensorOps
{
    /// <summary>The error function, erf(x) = 2/√π · ∫₀ˣ e^(-t²) dt.</summary>
    public static Tensor Erf(this Tensor x) =>
        Tape.Record(
            "erf", x.Backend.Unary(UnaryOp.Erf, x), [x],
            (grad, _) => [grad.Mul(x.Square().Neg().Exp()).Mul(2 / Math.Sqrt(Math.PI))]);
}
