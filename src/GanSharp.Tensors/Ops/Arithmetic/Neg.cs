using System.Numerics;
using System.Numerics.Tensors;
using GanSharp.Tensors.Kernels;
using GanSharp.Tensors.Kernels.Cpu;

namespace GanSharp.Tensors;

public static partial class Ops
{
    /// <summary>-x</summary>
    public static Tensor Neg(this Tensor x)
    {
        var y = Kernel.Map(x, new NegMap());
        return Tape.Record("neg", y, [x], (grad, _) => [grad.Neg()]);
    }

    private readonly struct NegMap : IMap
    {
        public void Run<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            TensorPrimitives.Negate(x, y);
    }
}
