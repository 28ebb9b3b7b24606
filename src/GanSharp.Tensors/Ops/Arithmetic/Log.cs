using System.Numerics;
using System.Numerics.Tensors;
using GanSharp.Tensors.Kernels;
using GanSharp.Tensors.Kernels.Cpu;

namespace GanSharp.Tensors;

public static partial class Ops
{
    /// <summary>The natural logarithm of x.</summary>
    public static Tensor Log(this Tensor x)
    {
        var y = Kernel.Map(x, new LogMap());
        return Tape.Record("log", y, [x], (grad, _) => [grad.Div(x)]);
    }

    private readonly struct LogMap : IMap
    {
        public void Run<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            TensorPrimitives.Log(x, y);
    }
}
