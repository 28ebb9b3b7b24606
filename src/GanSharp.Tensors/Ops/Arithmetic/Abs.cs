using System.Numerics;
using System.Numerics.Tensors;
using GanSharp.Tensors.Kernels;
using GanSharp.Tensors.Kernels.Cpu;

namespace GanSharp.Tensors;

public static partial class Ops
{
    /// <summary>|x|; the derivative at 0 is taken as 0.</summary>
    public static Tensor Abs(this Tensor x) =>
        Tape.Record("abs", Kernel.Map(x, new AbsMap()), [x], (grad, _) => [grad.Mul(Kernel.Map(x, new SignMap()))]);

    private readonly struct AbsMap : IMap
    {
        public void Run<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            TensorPrimitives.Abs(x, y);
    }

    private readonly struct SignMap : IMap, ILaneMap
    {
        public void Run<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => LaneLoop.Map(x, y, this);

        public Vector<T> At<T>(Vector<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Vector.ConditionalSelect(Vector.Equals(x, Vector<T>.Zero), Vector<T>.Zero, Vector.CopySign(Vector<T>.One, x));
    }
}
