using GanSharp.Tensors.Backends;

namespace GanSharp.Tensors.Ops;

public static partial class TensorOps
{
    /// <summary>a / b, element by element, broadcast.</summary>
    public static Tensor Div(this Tensor a, Tensor b)
    {
        var y = a.Backend.Binary(BinaryOp.Div, a, b, Check.Broadcast("div", a, b));
        return Tape.Record("div", y, [a, b], (grad, needs) =>
            [
                needs[0] ? grad.Div(b).SumTo(a.Shape) : null,
                needs[1] ? grad.Mul(a).SumTo(b.Shape).Div(b.Square()).Neg() : null,
            ]);
    }
}
