using System.Numerics;
using System.Numerics.Tensors;
using GanSharp.Tensors.Kernels;
using GanSharp.Tensors.Kernels.Cpu;

namespace GanSharp.Tensors;

public static partial class Ops
{
    /// <summary>√x</summary>
    public static Tensor Sqrt(this Tensor x)
    {
        var y = Kernel.Map(x, new SqrtMap());
        return Tape.Record("sqrt", y, [x], (grad, _) => [grad.Div(y).Mul(0.5)]);
    }

    private readonly struct SqrtMap : IMap
    {
        public void Run<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            TensorPrimitives.Sqrt(x, y);
    }
}
