using System.Numerics;
using GanSharp.Tensors.Kernels;
using GanSharp.Tensors.Kernels.Cpu;

namespace GanSharp.Tensors;

public static partial class Ops
{
    /// <summary>
    /// ln(1 + eˣ) = max(x, 0) + ln(1 + e^-|x|), which never overflows. With logits l, -ln sigmoid(l) is softplus(-l): the binary cross
    /// entropy against "real".
    /// </summary>
    public static Tensor Softplus(this Tensor x) =>
        Tape.Record("softplus", Kernel.Map(x, new SoftplusMap()), [x], (grad, _) => [grad.Mul(x.Sigmoid())]);

    private readonly struct SoftplusMap : IMap, ILaneMap
    {
        public void Run<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => LaneLoop.Map(x, y, this);

        public Vector<T> At<T>(Vector<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Vector.MaxNative(Vector<T>.Zero, x) + LaneMath.LogP1(LaneMath.Exp(-Vector.Abs(x)));
    }
}
