using System.Numerics;
using System.Numerics.Tensors;
using GanSharp.Tensors.Kernels;
using GanSharp.Tensors.Kernels.Cpu;

namespace GanSharp.Tensors;

public static partial class Ops
{
    /// <summary>a - b, broadcast.</summary>
    public static Tensor Sub(this Tensor a, Tensor b)
    {
        var y = Kernel.Zip(a, b, Check.Broadcast("sub", a, b), new SubZip());
        return Tape.Record("sub", y, [a, b], (grad, needs) =>
            [needs[0] ? grad.SumTo(a.Shape) : null, needs[1] ? grad.Neg().SumTo(b.Shape) : null]);
    }

    private readonly struct SubZip : IZip
    {
        public void Run<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            TensorPrimitives.Subtract(a, b, y);
    }
}
