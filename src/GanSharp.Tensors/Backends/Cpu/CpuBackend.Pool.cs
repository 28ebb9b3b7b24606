using GanSharp.Tensors.Backends.Cpu.Movement;
using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends.Cpu;

internal sealed unsafe partial class CpuBackend
{
    public override Tensor Upsample(Tensor x, int scale)
    {
        var (n, c, h, w) = (x.Shape[0], x.Shape[1], x.Shape[2], x.Shape[3]);
        var y = x.EmptyLike([n, c, h * scale, w * scale]);
        using var measured = Measure("upsample", x.Shape, BytesOf(x, y));
        if (x.DType == DType.F32)
            Pooling.Upsample(x.Pointer<float>(), y.Pointer<float>(), n * c, h, w, scale);
        else
            Pooling.Upsample(x.Pointer<double>(), y.Pointer<double>(), n * c, h, w, scale);
        return y;
    }

    public override Tensor Blur(Tensor x, bool isAdjoint)
    {
        var y = x.EmptyLike();
        var (planes, h, w) = (x.Shape[0] * x.Shape[1], x.Shape[2], x.Shape[3]);
        using var measured = Measure("blur", x.Shape, BytesOf(x, y));
        if (x.DType == DType.F32)
            Blurring.Blur(x.Pointer<float>(), y.Pointer<float>(), planes, h, w, isAdjoint);
        else
            Blurring.Blur(x.Pointer<double>(), y.Pointer<double>(), planes, h, w, isAdjoint);
        return y;
    }

    public override void AveragePool(in PoolGeometry g, Tensor x, Tensor y)
    {
        using var measured = Measure("average-pool", g, BytesOf(x, y));
        if (x.DType == DType.F32)
            Pooling.Average(x.Pointer<float>(), y.Pointer<float>(), g);
        else
            Pooling.Average(x.Pointer<double>(), y.Pointer<double>(), g);
    }

    public override void AveragePoolGradient(in PoolGeometry g, Tensor y, Tensor x)
    {
        using var measured = Measure("average-pool-gradient", g, BytesOf(x, y));
        if (x.DType == DType.F32)
            Pooling.AverageGradient(y.Pointer<float>(), x.Pointer<float>(), g);
        else
            Pooling.AverageGradient(y.Pointer<double>(), x.Pointer<double>(), g);
    }

    public override Tensor LargestOfWindows(in PoolGeometry g, Tensor x)
    {
        using var measured = Measure("largest-of-windows", g, BytesOf(x));
        var winners = Tensor.Empty([g.Planes * g.Rows * g.Columns], DType.I32, Device);
        if (x.DType == DType.F32)
            Pooling.LargestOf(x.Pointer<float>(), g, winners.Pointer<int>());
        else
            Pooling.LargestOf(x.Pointer<double>(), g, winners.Pointer<int>());
        return winners;
    }
}
