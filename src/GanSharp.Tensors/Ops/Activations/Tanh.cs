using System.Numerics;
using GanSharp.Tensors.Kernels;
using GanSharp.Tensors.Kernels.Cpu;

namespace GanSharp.Tensors;

public static partial class Ops
{
    /// <summary>The hyperbolic tangent of x.</summary>
    public static Tensor Tanh(this Tensor x)
    {
        var y = Kernel.Map(x, new TanhMap());
        return Tape.Record("tanh", y, [x], (grad, _) =>
            [Tape.IsRecording ? grad.Mul(1 - y.Square()) : Kernel.Zip(grad, y, new TanhGradZip())]);
    }

    private readonly struct TanhMap : IMap, ILaneMap
    {
        public void Run<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => LaneLoop.Map(x, y, this);

        /// <summary>With e = e^(-2|x|) - 1, which loses no bit near zero: -e / (2 + e), and the sign of x.</summary>
        public Vector<T> At<T>(Vector<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var e = LaneMath.ExpM1(LaneMath.All<T>(-2) * Vector.Abs(x));
            return Vector.CopySign(e / (LaneMath.All<T>(2) + e), x);
        }
    }

    private readonly struct TanhGradZip : IZip, ILaneZip
    {
        public void Run<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => LaneLoop.Zip(a, b, y, this);

        public Vector<T> At<T>(Vector<T> a, Vector<T> b) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            a * (Vector<T>.One - b * b);
    }
}
