using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Elementwise;
using GanSharp.Tensors.Backends.Cpu.Random;

namespace GanSharp.Tensors.Backends.Cpu;

internal sealed unsafe partial class CpuBackend
{
    public override void FillUniform(Tensor y, PhiloxRange numbers, double low, double high)
    {
        using var measured = Measure("fill-uniform", y.Shape, BytesOf(y));
        if (y.DType == DType.F32)
            RandomFill.Uniform(
                y.Pointer<float>(), y.Count, numbers.Key, numbers.Start, new InInterval(low, high - low));
        else
            RandomFill.Uniform(
                y.Pointer<double>(), y.Count, numbers.Key, numbers.Start, new InInterval(low, high - low));
    }

    public override void FillMask(Tensor y, PhiloxRange numbers, double p)
    {
        using var measured = Measure("fill-mask", y.Shape, BytesOf(y));
        if (y.DType == DType.F32)
            RandomFill.Uniform(y.Pointer<float>(), y.Count, numbers.Key, numbers.Start, new Kept(p));
        else
            RandomFill.Uniform(y.Pointer<double>(), y.Count, numbers.Key, numbers.Start, new Kept(p));
    }

    public override void FillNormal(Tensor y, PhiloxRange numbers, double mean, double std)
    {
        using var measured = Measure("fill-normal", y.Shape, BytesOf(y));
        if (y.DType == DType.F32)
            RandomFill.Normal(y.Pointer<float>(), y.Count, numbers.Key, numbers.Start, (float)mean, (float)std);
        else
            RandomFill.Normal(y.Pointer<double>(), y.Count, numbers.Key, numbers.Start, mean, std);
    }

    private readonly struct InInterval(double low, double width) : IVectorUnary
    {
        public Vector<T> At<T>(Vector<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Vector.Create(T.CreateTruncating(low)) + x * T.CreateTruncating(width);
    }

    private readonly struct Kept(double p) : IVectorUnary
    {
        public Vector<T> At<T>(Vector<T> x)
            where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Vector.ConditionalSelect(
            Vector.LessThan(x, Vector.Create(T.CreateTruncating(p))), Vector<T>.Zero,
            Vector.Create(T.CreateTruncating(1 / (1 - p))));
    }
}
