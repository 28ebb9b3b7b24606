using System.Numerics;
using System.Numerics.Tensors;
using GanSharp.Tensors.Kernels;
using GanSharp.Tensors.Kernels.Cpu;

namespace GanSharp.Tensors;

public static partial class Ops
{
    /// <summary>a + b, broadcast.</summary>
    public static Tensor Add(this Tensor a, Tensor b)
    {
        var y = Kernel.Zip(a, b, Check.Broadcast("add", a, b), new AddZip());
        return Tape.Record("add", y, [a, b], (grad, needs) =>
            [needs[0] ? grad.SumTo(a.Shape) : null, needs[1] ? grad.SumTo(b.Shape) : null]);
    }

    /// <summary>x + value</summary>
    public static Tensor Add(this Tensor x, double value) =>
        Tape.Record("add", Kernel.Map(x, new AddScalarMap(value)), [x], (grad, _) => [grad]);

    internal readonly struct AddZip : IZip
    {
        public void Run<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            TensorPrimitives.Add(a, b, y);
    }

    private readonly struct AddScalarMap(double value) : IMap
    {
        public void Run<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            TensorPrimitives.Add(x, T.CreateTruncating(value), y);
    }
}
