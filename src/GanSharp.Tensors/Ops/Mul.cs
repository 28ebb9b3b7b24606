using GanSharp.Tensors.Backends;

namespace GanSharp.Tensors.Ops;

public static partial class TensorOps
{
    /// <summary>a · b, element by element, broadcast.</summary>
    public static Tensor Mul(this Tensor a, Tensor b)
    {
        var y = a.Backend.Binary(BinaryOp.Mul, a, b, Check.Broadcast("mul", a, b));
        return Tape.Record("mul", y, [a, b], (grad, needs) =>
            [needs[0] ? grad.Mul(b).SumTo(a.Shape) : null, needs[1] ? grad.Mul(a).SumTo(b.Shape) : null]);
    }

    /// <summary>x · factor</summary>
    public static Tensor Mul(this Tensor x, double factor) =>
        Tape.Record("mul", x.Backend.Unary(UnaryOp.MulScalar, x, factor), [x], (grad, _) => [grad.Mul(factor)],
            factor);
}
