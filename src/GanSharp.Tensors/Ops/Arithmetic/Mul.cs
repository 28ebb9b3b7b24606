using System.Numerics;
using System.Numerics.Tensors;
using GanSharp.Tensors.Kernels;
using GanSharp.Tensors.Kernels.Cpu;

namespace GanSharp.Tensors;

public static partial class Ops
{
    /// <summary>a · b, element by element, broadcast.</summary>
    public static Tensor Mul(this Tensor a, Tensor b)
    {
        var y = Kernel.Zip(a, b, Check.Broadcast("mul", a, b), new MulZip());
        return Tape.Record("mul", y, [a, b], (grad, needs) =>
            [needs[0] ? grad.Mul(b).SumTo(a.Shape) : null, needs[1] ? grad.Mul(a).SumTo(b.Shape) : null]);
    }

    /// <summary>x · factor</summary>
    public static Tensor Mul(this Tensor x, double factor) =>
        Tape.Record("mul", Kernel.Map(x, new MulScalarMap(factor)), [x], (grad, _) => [grad.Mul(factor)]);

    private readonly struct MulZip : IZip
    {
        public void Run<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            TensorPrimitives.Multiply(a, b, y);
    }

    private readonly struct MulScalarMap(double factor) : IMap
    {
        public void Run<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            TensorPrimitives.Multiply(x, T.CreateTruncating(factor), y);
    }
}
