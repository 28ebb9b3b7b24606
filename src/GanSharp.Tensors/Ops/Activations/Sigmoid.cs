using System.Numerics;
using System.Numerics.Tensors;
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

    private readonly struct SigmoidMap : IMap
    {
        public void Run<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            TensorPrimitives.Sigmoid(x, y);
    }

    private readonly struct SigmoidGradZip : IZip, ILaneZip
    {
        public void Run<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => LaneLoop.Zip(a, b, y, this);

        public Vector<T> At<T>(Vector<T> a, Vector<T> b) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            a * b * (Vector<T>.One - b);
    }
}
