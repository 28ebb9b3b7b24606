using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends;

internal abstract partial class Backend
{
    /// <summary>
    /// Repeats every pixel of (N, C, H, W) as a square of <paramref name="scale"/> × <paramref name="scale"/>.
    /// </summary>
    public virtual Tensor Upsample(Tensor x, int scale)
    {
        var (planes, height, width) = (x.Shape[0] * x.Shape[1], x.Shape[2] * scale, x.Shape[3] * scale);
        var from = (Height: x.Shape[2], Width: x.Shape[3]);
        return Gather(x, [x.Shape[0], x.Shape[1], height, width], i =>
        {
            var (plane, pixel) = Math.DivRem(i, height * width);
            return (plane * from.Height + pixel / width / scale) * from.Width + pixel % width / scale;
        });
    }

    /// <summary>y = the mean of every window of x.</summary>
    public virtual void AveragePool(in PoolGeometry g, Tensor x, Tensor y)
    {
        using var scope = new TensorScope();
        var sums = Reduce(ReduceOp.Sum, Windows(g, x), [y.Count, 1]);
        Unary(UnaryOp.MulScalar, sums.As(y.Shape), y, 1.0 / (g.Size * g.Size));
    }

    /// <summary>x = the adjoint of <see cref="AveragePool"/>, applied to y.</summary>
    public virtual void AveragePoolGradient(in PoolGeometry g, Tensor y, Tensor x)
    {
        using var scope = new TensorScope();
        var geometry = g;
        var shares = Unary(UnaryOp.MulScalar, y.As([y.Count, 1]), 1.0 / (g.Size * g.Size));
        var all = Binary(
            BinaryOp.Add, shares, Tensor.Zeros([1, g.Size * g.Size], y.DType, Device), [y.Count, g.Size * g.Size]);
        var sums = Scatter(all, x.Shape, i => geometry.PixelOf(i));
        CopyBlocks(sums, x, BlockCopy.Run(x.Count));
    }

    /// <summary>The flat index, <see cref="DType.I32"/>, of the first largest element of every window.</summary>
    public virtual Tensor LargestOfWindows(in PoolGeometry g, Tensor x)
    {
        var (windows, places, geometry) = (Windows(g, x), g.Size * g.Size, g);
        var largest = Reduce(ReduceOp.Max, windows, [windows.Shape[0], 1]);
        // Earlier places have higher numbers, so the largest number among the maxima is that of the first.
        var numbers = Tensor.From(
            Enumerable.Range(0, places).Select(i => places - i).ToArray(), [places], x.DType, Device);
        var won = Binary(BinaryOp.Mul, Binary(BinaryOp.Equal, windows, largest, windows.Shape), numbers, windows.Shape);
        // In double precision, because single precision cannot represent all indices.
        var first = Reduce(ReduceOp.Max, won, largest.Shape).To(DType.F64).As([windows.Shape[0]]);
        var starts = Tensor.From(
            Enumerable.Range(0, first.Count).Select(i => (i + 1) * places).ToArray(), first.Shape, DType.F64, Device);
        var pixels = Indices(windows.Count, i => geometry.PixelOf(i)).As([windows.Count, 1]);
        return GatherRows(pixels, Binary(BinaryOp.Sub, starts, first).To(DType.I32)).As(first.Shape);
    }

    /// <summary>The pixels of each window: (windows, size²).</summary>
    private Tensor Windows(PoolGeometry g, Tensor x) =>
        Gather(x, [g.Planes * g.Rows * g.Columns, g.Size * g.Size], i => g.PixelOf(i));
}
