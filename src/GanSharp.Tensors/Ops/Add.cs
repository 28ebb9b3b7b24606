using GanSharp.Tensors.Backends;

namespace GanSharp.Tensors.Ops;

public static partial class TensorOps
{
    /// <summary>a + b, broadcast.</summary>
    public static Tensor Add(this Tensor a, Tensor b)
    {
        var y = a.Backend.Binary(BinaryOp.Add, a, b, Check.Broadcast("add", a, b));
        return Tape.Record("add", y, [a, b], (grad, needs) =>
            [needs[0] ? grad.SumTo(a.Shape) : null, needs[1] ? grad.SumTo(b.Shape) : null]);
    }

    /// <summary>x + value</summary>
    public static Tensor Add(this Tensor x, double value) =>
        Tape.Record("add", x.Backend.Unary(UnaryOp.AddScalar, x, value), [x], (grad, _) => [grad], value);
}
