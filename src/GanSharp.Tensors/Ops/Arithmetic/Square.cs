using System.Numerics;
using System.Numerics.Tensors;
using GanSharp.Tensors.Kernels;
using GanSharp.Tensors.Kernels.Cpu;

namespace GanSharp.Tensors;

public static partial class Ops
{
    /// <summary>x²</summary>
    public static Tensor Square(this Tensor x)
    {
        var y = Kernel.Map(x, new SquareMap());
        return Tape.Record("square", y, [x], (grad, _) => [grad.Mul(x).Mul(2)]);
    }

    private readonly struct SquareMap : IMap
    {
        public void Run<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            TensorPrimitives.Multiply(x, x, y);
    }
}
