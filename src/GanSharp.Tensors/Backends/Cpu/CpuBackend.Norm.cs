using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Normalization;
using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends.Cpu;

internal sealed unsafe partial class CpuBackend
{
    public override Moments Moments(Tensor x, NormGeometry geometry)
    {
        var (mean, variance) = (x.EmptyLike(geometry.Statistics), x.EmptyLike(geometry.Statistics));
        using var measured = Measure("moments", geometry, BytesOf(x));
        if (x.DType == DType.F32)
            Run<float>();
        else
            Run<double>();
        return new(mean, variance);

        void Run<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            if (geometry.Inner == 1)
                ColumnNorm.Moments(x.Pointer<T>(), mean.Pointer<T>(), variance.Pointer<T>(), geometry);
            else
                RowNorm.Moments(x.Pointer<T>(), mean.Pointer<T>(), variance.Pointer<T>(), geometry);
        }
    }

    public override Tensor Normalize(Tensor x, Tensor mean, Tensor factor, Tensor shift, NormGeometry geometry)
    {
        var y = x.EmptyLike();
        using var measured = Measure("normalize", geometry, BytesOf(x, y));
        if (x.DType == DType.F32)
            Run<float>();
        else
            Run<double>();
        return y;

        void Run<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            if (geometry.Inner == 1)
                ColumnNorm.Apply(
                    x.Pointer<T>(), mean.Pointer<T>(), factor.Pointer<T>(), shift.Pointer<T>(), y.Pointer<T>(),
                    geometry);
            else
                RowNorm.Apply(
                    x.Pointer<T>(), mean.Pointer<T>(), factor.Pointer<T>(), shift.Pointer<T>(), y.Pointer<T>(),
                    geometry);
        }
    }

    public override (Tensor Sum, Tensor Product) NormGradientSums(
        Tensor grad, Tensor x, Tensor mean, NormGeometry geometry)
    {
        var (sum, product) = (mean.EmptyLike(), mean.EmptyLike());
        using var measured = Measure("norm-gradient-sums", geometry, BytesOf(grad, x));
        if (x.DType == DType.F32)
            Run<float>();
        else
            Run<double>();
        return (sum, product);

        void Run<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            T* g = grad.Pointer<T>(), v = x.Pointer<T>(), m = mean.Pointer<T>();
            T* s = sum.Pointer<T>(), p = product.Pointer<T>();
            if (geometry.Inner == 1)
                ColumnNorm.GradientSums(g, v, m, s, p, geometry);
            else
                RowNorm.GradientSums(g, v, m, s, p, geometry);
        }
    }

    public override Tensor NormGradient(
        Tensor grad, Tensor x, Tensor mean, in NormFactors factors, NormGeometry geometry)
    {
        var (y, (a, b, c)) = (x.EmptyLike(), factors);
        using var measured = Measure("norm-gradient", geometry, BytesOf(grad, x, y));
        if (x.DType == DType.F32)
            Run<float>();
        else
            Run<double>();
        return y;

        void Run<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            T* g = grad.Pointer<T>(), v = x.Pointer<T>(), m = mean.Pointer<T>();
            var pointers = new GroupFactors<T>(a.Pointer<T>(), b.Pointer<T>(), c.Pointer<T>());
            if (geometry.Inner == 1)
                ColumnNorm.ApplyGradient(g, v, m, pointers, y.Pointer<T>(), geometry);
            else
                RowNorm.ApplyGradient(g, v, m, pointers, y.Pointer<T>(), geometry);
        }
    }
}
