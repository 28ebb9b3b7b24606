using System.Numerics;
using GanSharp.Tensors.Kernels;
using GanSharp.Tensors.Kernels.Cpu;

namespace GanSharp.Tensors;

public static partial class Ops
{
    /// <summary>1 / (1 + e⁻ˣ)</summary>
    public static Tensor Sigmoid(this Tensor x)
    {
        var y = Kernel.Map(x, new SigmoidMap());
        return Tape.Record("sigmoid", y, [x], (grad, _) =>
            [Tape.IsRecording ? grad.Mul(y).Mul(1 - y) : Kernel.Zip(grad, y, new SigmoidGradZip())]);
    }

    private readonly struct SigmoidMap : IMap, ILaneMap
    {
        public void Run<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => LaneLoop.Map(x, y, this);

        /// <summary>With e = e^-|x|, which never overflows: 1 / (1 + e) above zero, e / (1 + e) below.</summary>
        public Vector<T> At<T>(Vector<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var e = LaneMath.Exp(-Vector.Abs(x));
            return Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<T>.Zero), Vector<T>.One, e) / (Vector<T>.One + e);
        }
    }

    private readonly struct SigmoidGradZip : IZip, ILaneZip
    {
        public void Run<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => LaneLoop.Zip(a, b, y, this);

        public Vector<T> At<T>(Vector<T> a, Vector<T> b) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            a * b * (Vector<T>.One - b);
    }
}
