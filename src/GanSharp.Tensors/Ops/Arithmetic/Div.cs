using System.Numerics;
using System.Numerics.Tensors;
using GanSharp.Tensors.Kernels;
using GanSharp.Tensors.Kernels.Cpu;

namespace GanSharp.Tensors;

public static partial class Ops
{
    /// <summary>a / b, element by element, broadcast.</summary>
    public static Tensor Div(this Tensor a, Tensor b)
    {
        var y = Kernel.Zip(a, b, Check.Broadcast("div", a, b), new DivZip());
        return Tape.Record("div", y, [a, b], (grad, needs) =>
            [needs[0] ? grad.Div(b).SumTo(a.Shape) : null, needs[1] ? grad.Mul(a).SumTo(b.Shape).Div(b.Square()).Neg() : null]);
    }

    private readonly struct DivZip : IZip
    {
        public void Run<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            TensorPrimitives.Divide(a, b, y);
    }
}
