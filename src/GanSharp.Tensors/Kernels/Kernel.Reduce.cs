using GanSharp.Tensors.Kernels.Cpu;

namespace GanSharp.Tensors.Kernels;

internal static unsafe partial class Kernel
{
    /// <summary>
    /// Folds x down to <paramref name="target"/>, a shape of the same rank in which the extents of the folded axes are 1. An empty sum
    /// is 0.
    /// </summary>
    public static Tensor Reduce<TFold>(Tensor x, Shape target, TFold fold) where TFold : struct, IFold
    {
        if (x.Count == 0)
            return Tensor.Zeros(target, x.DType);
        using var measured = Measure(typeof(TFold).Name, x.Shape, BytesOf(x));
        var extents = x.Shape.Extents.ToArray();
        for (var end = extents.Length; end > 0; end--)
        {
            if (extents[end - 1] == target[end - 1])
                continue;
            var start = end - 1;
            while (start > 0 && extents[start - 1] != target[start - 1])
                start--;
            var shape = Shape.Create(extents);
            var (outer, n, inner) = (shape.CountOf(0, start), shape.CountOf(start, end), shape.CountOf(end, shape.Rank));
            extents.AsSpan(start, end - start).Fill(1);
            var y = new Tensor(Shape.Create(extents), x.DType);
            if (x.DType == DType.F32)
                Reduction.Fold(x.Pointer<float>(), y.Pointer<float>(), outer, n, inner, fold);
            else
                Reduction.Fold(x.Pointer<double>(), y.Pointer<double>(), outer, n, inner, fold);
            (x, end) = (y, start + 1);
        }
        return x;
    }

    /// <summary>Σx², in double precision but for pieces of a few thousand elements.</summary>
    public static double SumOfSquares(Tensor x)
    {
        using var measured = Measure("sum-of-squares", x.Shape, BytesOf(x));
        return x.DType == DType.F32 ? Reduction.SumOfSquares(x.Pointer<float>(), x.Count) : Reduction.SumOfSquares(x.Pointer<double>(), x.Count);
    }
}
