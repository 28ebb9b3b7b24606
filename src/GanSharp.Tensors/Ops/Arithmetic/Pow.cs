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
            if (Math.Abs(exponent) <= 2 && double.IsInteger(2 * exponent))
                LaneLoop.Map(x, y, new HalvesMap((int)(2 * exponent)));
            else
            {
                for (var i = 0; i < x.Length; i++)
                    y[i] = T.Pow(x[i], T.CreateTruncating(exponent));
            }
        }
    }

    /// <summary>x to the power of a few halves: the product of √x, if need be, and x, x, ..., or of their inverses.</summary>
    private readonly struct HalvesMap(int halves) : ILaneMap
    {
        public Vector<T> At<T>(Vector<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var (whole, odd) = Math.DivRem(Math.Abs(halves), 2);
            var factor = halves < 0 ? Vector<T>.One / x : x;
            var root = odd == 0 ? Vector<T>.One : Vector.SquareRoot(x);
            var power = halves < 0 ? Vector<T>.One / root : root;
            for (var i = 0; i < whole; i++)
                power *= factor;
            return power;
        }
    }
}
