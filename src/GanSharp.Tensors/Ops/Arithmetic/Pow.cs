using System.Numerics;
using GanSharp.Tensors.Kernels;
using GanSharp.Tensors.Kernels.Cpu;

namespace GanSharp.Tensors;

public static partial class Ops
{
    /// <summary>x to the power of <paramref name="exponent"/>; x must not be negative unless the exponent is whole.</summary>
    public static Tensor Pow(this Tensor x, double exponent) =>
        Tape.Record("pow", Kernel.Map(x, new PowMap(exponent)), [x], (grad, _) => [grad.Mul(x.Pow(exponent - 1)).Mul(exponent)]);

    private readonly struct PowMap(double exponent) : IMap
    {
        public void Run<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            for (var i = 0; i < x.Length; i++)
                y[i] = T.Pow(x[i], T.CreateTruncating(exponent));
        }
    }
}
