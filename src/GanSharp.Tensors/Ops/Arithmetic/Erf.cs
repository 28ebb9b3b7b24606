using System.Numerics;
using GanSharp.Tensors.Kernels;
using GanSharp.Tensors.Kernels.Cpu;

namespace GanSharp.Tensors;

public static partial class Ops
{
    /// <summary>The error function, erf(x) = 2/√π · ∫₀ˣ e^(-t²) dt.</summary>
    public static Tensor Erf(this Tensor x) =>
        Tape.Record("erf", Kernel.Map(x, new ErfMap()), [x], (grad, _) => [grad.Mul(x.Square().Neg().Exp()).Mul(2 / Math.Sqrt(Math.PI))]);

    private readonly struct ErfMap : IMap, ILaneMap
    {
        public void Run<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => LaneLoop.Map(x, y, this);

        public Vector<T> At<T>(Vector<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => ErrorFunction.Erf(x);
    }
}
