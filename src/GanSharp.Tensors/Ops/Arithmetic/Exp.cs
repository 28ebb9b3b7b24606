using System.Numerics;
using System.Numerics.Tensors;
using GanSharp.Tensors.Kernels;
using GanSharp.Tensors.Kernels.Cpu;

namespace GanSharp.Tensors;

public static partial class Ops
{
    /// <summary>eˣ</summary>
    public static Tensor Exp(this Tensor x)
    {
        var y = Kernel.Map(x, new ExpMap());
        return Tape.Record("exp", y, [x], (grad, _) => [grad.Mul(y)]);
    }

    private readonly struct ExpMap : IMap
    {
        public void Run<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            TensorPrimitives.Exp(x, y);
    }
}
