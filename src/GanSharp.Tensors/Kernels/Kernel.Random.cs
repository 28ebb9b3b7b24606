using GanSharp.Tensors.Kernels.Cpu;

namespace GanSharp.Tensors.Kernels;

internal static unsafe partial class Kernel
{
    /// <summary>y = low + (high - low)·u, u uniform in [0, 1), from consecutive Philox counters.</summary>
    public static void FillUniform(Tensor y, ulong key, ulong start, double low, double high)
    {
        using var measured = Measure("fill-uniform", y.Shape, BytesOf(y));
        if (y.DType == DType.F32)
            RandomFill.Uniform(y.Pointer<float>(), y.Count, key, start, (float)low, (float)(high - low));
        else
            RandomFill.Uniform(y.Pointer<double>(), y.Count, key, start, low, high - low);
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
}
