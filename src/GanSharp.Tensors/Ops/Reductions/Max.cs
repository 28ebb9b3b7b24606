using System.Numerics;
using GanSharp.Tensors.Kernels;
using GanSharp.Tensors.Kernels.Cpu;

namespace GanSharp.Tensors;

public static partial class Ops
{
    /// <summary>The largest element along <paramref name="axis"/>. Where several are largest, they share the gradient equally.</summary>
    /// <param name="x">Any shape with at least one axis.</param>
    /// <param name="axis">The axis to search along; negative counts from the end.</param>
    /// <param name="keepDims">Keeps the axis with extent 1.</param>
    public static Tensor Max(this Tensor x, int axis, bool keepDims = false)
    {
        var kept = Folded("max", x.Shape, [axis]);
        var largest = Kernel.Reduce(x, kept, new MaxFold());
        var y = Tape.Record("max", new Tensor(largest.Storage, kept, x.DType), [x], (grad, _) =>
        {
            var winners = Kernel.Zip(x, largest, x.Shape, new EqualZip());
            return [grad.Mul(winners / winners.SumTo(kept))];
        });
        return keepDims ? y : y.Reshape(Dropped("max", x.Shape, [axis]));
    }

    private readonly struct EqualZip : IZip, ILaneZip
    {
        public void Run<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => LaneLoop.Zip(a, b, y, this);

        public Vector<T> At<T>(Vector<T> a, Vector<T> b) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Vector.ConditionalSelect(Vector.Equals(a, b), Vector<T>.One, Vector<T>.Zero);
    }
}
