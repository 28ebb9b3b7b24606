using System.Numerics;
using GanSharp.Tensors.Kernels.Cpu;

namespace GanSharp.Tensors.Kernels;

internal static unsafe partial class Kernel
{
    /// <summary>Mean and biased variance of each group of x, which is read as (outer, groups, inner).</summary>
    public static (Tensor Mean, Tensor Variance) Moments(Tensor x, int outer, int groups, int inner)
    {
        var (mean, variance) = (new Tensor([groups], x.DType), new Tensor([groups], x.DType));
        using var measured = Measure("moments", (outer, groups, inner), BytesOf(x));
        if (x.DType == DType.F32)
            Run<float>();
        else
            Run<double>();
        return (mean, variance);

        void Run<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            if (inner == 1)
                ColumnNorm.Moments(x.Pointer<T>(), mean.Pointer<T>(), variance.Pointer<T>(), outer, groups);
            else
                RowNorm.Moments(x.Pointer<T>(), mean.Pointer<T>(), variance.Pointer<T>(), outer, groups, inner);
        }
    }

    /// <summary>(x - mean) · factor + shift, the last three given per group.</summary>
    public static Tensor Normalize(Tensor x, Tensor mean, Tensor factor, Tensor shift, int outer, int groups, int inner)
    {
        var y = x.EmptyLike();
        using var measured = Measure("normalize", (outer, groups, inner), BytesOf(x, y));
        if (x.DType == DType.F32)
            Run<float>();
        else
            Run<double>();
        return y;

        void Run<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            if (inner == 1)
                ColumnNorm.Apply(x.Pointer<T>(), mean.Pointer<T>(), factor.Pointer<T>(), shift.Pointer<T>(), y.Pointer<T>(), outer, groups);
            else
                RowNorm.Apply(x.Pointer<T>(), mean.Pointer<T>(), factor.Pointer<T>(), shift.Pointer<T>(), y.Pointer<T>(), outer, groups, inner);
        }
    }

    /// <summary>Σ grad and Σ grad · (x - mean) over each group.</summary>
    public static (Tensor Sum, Tensor Product) NormGradientSums(Tensor grad, Tensor x, Tensor mean, int outer, int groups, int inner)
    {
        var (sum, product) = (mean.EmptyLike(), mean.EmptyLike());
        using var measured = Measure("norm-gradient-sums", (outer, groups, inner), BytesOf(grad, x));
        if (x.DType == DType.F32)
            Run<float>();
        else
            Run<double>();
        return (sum, product);

        void Run<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            T* g = grad.Pointer<T>(), v = x.Pointer<T>(), m = mean.Pointer<T>(), s = sum.Pointer<T>(), p = product.Pointer<T>();
            if (inner == 1)
                ColumnNorm.GradientSums(g, v, m, s, p, outer, groups);
            else
                RowNorm.GradientSums(g, v, m, s, p, outer, groups, inner);
        }
    }

    /// <summary>a · grad + b · (x - mean) + c, all but grad and x given per group.</summary>
    public static Tensor NormGradient(
        Tensor grad, Tensor x, Tensor mean, Tensor a, Tensor b, Tensor c, int outer, int groups, int inner)
    {
        var y = x.EmptyLike();
        using var measured = Measure("norm-gradient", (outer, groups, inner), BytesOf(grad, x, y));
        if (x.DType == DType.F32)
            Run<float>();
        else
            Run<double>();
        return y;

        void Run<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            T* g = grad.Pointer<T>(), v = x.Pointer<T>(), m = mean.Pointer<T>();
            if (inner == 1)
                ColumnNorm.ApplyGradient(g, v, m, a.Pointer<T>(), b.Pointer<T>(), c.Pointer<T>(), y.Pointer<T>(), outer, groups);
            else
                RowNorm.ApplyGradient(g, v, m, a.Pointer<T>(), b.Pointer<T>(), c.Pointer<T>(), y.Pointer<T>(), outer, groups, inner);
        }
    }
}
