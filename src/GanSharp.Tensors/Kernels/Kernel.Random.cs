using System.Numerics;
using GanSharp.Tensors.Kernels.Cpu;

namespace GanSharp.Tensors.Kernels;

internal static unsafe partial class Kernel
{
    /// <summary>y = low + (high - low)·u, u uniform in [0, 1), from consecutive Philox counters.</summary>
    public static void FillUniform(Tensor y, ulong key, ulong start, double low, double high)
    {
        using var measured = Measure("fill-uniform", y.Shape, BytesOf(y));
        if (y.DType == DType.F32)
            RandomFill.Uniform(y.Pointer<float>(), y.Count, key, start, new InInterval(low, high - low));
        else
            RandomFill.Uniform(y.Pointer<double>(), y.Count, key, start, new InInterval(low, high - low));
    }

    /// <summary>y = 0 where u &lt; p, 1 / (1 - p) elsewhere, u uniform in [0, 1), from consecutive Philox counters.</summary>
    public static void FillMask(Tensor y, ulong key, ulong start, double p)
    {
        using var measured = Measure("fill-mask", y.Shape, BytesOf(y));
        if (y.DType == DType.F32)
            RandomFill.Uniform(y.Pointer<float>(), y.Count, key, start, new Kept(p));
        else
            RandomFill.Uniform(y.Pointer<double>(), y.Count, key, start, new Kept(p));
    }

    /// <summary>y = mean + std·g, g standard normal, from consecutive Philox counters.</summary>
    public static void FillNormal(Tensor y, ulong key, ulong start, double mean, double std)
    {
        using var measured = Measure("fill-normal", y.Shape, BytesOf(y));
        if (y.DType == DType.F32)
            RandomFill.Normal(y.Pointer<float>(), y.Count, key, start, (float)mean, (float)std);
        else
            RandomFill.Normal(y.Pointer<double>(), y.Count, key, start, mean, std);
    }

    private readonly struct InInterval(double low, double width) : ILaneMap
    {
        public Vector<T> At<T>(Vector<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Vector.Create(T.CreateTruncating(low)) + x * T.CreateTruncating(width);
    }

    private readonly struct Kept(double p) : ILaneMap
    {
        public Vector<T> At<T>(Vector<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Vector.ConditionalSelect(
            Vector.LessThan(x, Vector.Create(T.CreateTruncating(p))), Vector<T>.Zero, Vector.Create(T.CreateTruncating(1 / (1 - p))));
    }
}
