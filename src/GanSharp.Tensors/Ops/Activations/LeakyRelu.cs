using System.Numerics;
using GanSharp.Tensors.Kernels;
using GanSharp.Tensors.Kernels.Cpu;

namespace GanSharp.Tensors;

public static partial class Ops
{
    /// <summary>max(x, 0) + slope · min(x, 0)</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="slope">Slope below zero, usually 0.01 to 0.2.</param>
    public static Tensor LeakyRelu(this Tensor x, double slope = 0.01)
    {
        var y = Kernel.Map(x, new LeakyReluMap(slope));
        return Tape.Record("leaky-relu", y, [x], (grad, _) =>
            [Tape.IsRecording ? grad.Mul(Kernel.Map(x, new LeakyReluSlopeMap(slope))) : Kernel.Zip(grad, x, new LeakyReluGradZip(slope))]);
    }

    /// <summary>max(x, 0); the derivative at 0 is taken as 0.</summary>
    public static Tensor Relu(this Tensor x) => x.LeakyRelu(0);

    private readonly struct LeakyReluMap(double slope) : IMap, ILaneMap
    {
        public void Run<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => LaneLoop.Map(x, y, this);

        public Vector<T> At<T>(Vector<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<T>.Zero), x, x * T.CreateTruncating(slope));
    }

    private readonly struct LeakyReluSlopeMap(double slope) : IMap, ILaneMap
    {
        public void Run<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => LaneLoop.Map(x, y, this);

        public Vector<T> At<T>(Vector<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<T>.Zero), Vector<T>.One, Vector.Create(T.CreateTruncating(slope)));
    }

    private readonly struct LeakyReluGradZip(double slope) : IZip, ILaneZip
    {
        public void Run<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => LaneLoop.Zip(a, b, y, this);

        public Vector<T> At<T>(Vector<T> a, Vector<T> b) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Vector.ConditionalSelect(Vector.GreaterThan(b, Vector<T>.Zero), a, a * T.CreateTruncating(slope));
    }
}
