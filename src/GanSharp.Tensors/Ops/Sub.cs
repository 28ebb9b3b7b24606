using GanSharp.Tensors.Backends;

namespace GanSharp.Tensors.Ops;

public static partial class TensorOps
{
    /// <summary>a - b, broadcast.</summary>
    public static Tensor Sub(this Tensor a, Tensor b)
    {
        var y = a.Backend.Binary(BinaryOp.Sub, a, b, Check.Broadcast("sub", a, b));
        return Tape.Record("sub", y, [a, b], (grad, needs) =>
            [needs[0] ? grad.SumTo(a.Shape) : null, needs[1] ? grad.Neg().SumTo(b.Shape) : null]);
    }
}
