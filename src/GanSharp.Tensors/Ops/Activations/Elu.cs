using System.Numerics;
using GanSharp.Tensors.Kernels;
using GanSharp.Tensors.Kernels.Cpu;

namespace GanSharp.Tensors;

public static partial class Ops
{
    /// <summary>x above zero, alpha · (eˣ - 1) below.</summary>
    /// <remarks>Clevert et al. 2015, "Fast and accurate deep network learning by exponential linear units".</remarks>
    public static Tensor Elu(this Tensor x, double alpha = 1)
    {
        var y = Kernel.Map(x, new EluMap(alpha));
        return Tape.Record("elu", y, [x], (grad, _) =>
        {
            var above = Kernel.Map(x, new LeakyReluSlopeMap(0));
            return [grad.Mul(above + (1 - above) * y.Add(alpha))];
        });
    }

    /// <summary>scale · elu(x, alpha) with the constants that keep activations at mean 0 and variance 1.</summary>
    /// <remarks>Klambauer et al. 2017, "Self-normalizing neural networks".</remarks>
    public static Tensor Selu(this Tensor x) => x.Elu(1.6732632423543772).Mul(1.0507009873554805);

    private readonly struct EluMap(double alpha) : IMap, ILaneMap
    {
        public void Run<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => LaneLoop.Map(x, y, this);

        public Vector<T> At<T>(Vector<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<T>.Zero), x, LaneMath.ExpM1(x) * T.CreateTruncating(alpha));
    }
}
