namespace GanSharp.Tensors.Backends;

internal abstract partial class Backend
{
    /// <summary>
    /// Reduces x to <paramref name="target"/>, a shape of the same rank whose reduced axes have extent 1. Adjacent axes
    /// are reduced together, the last ones first. An empty sum is 0.
    /// </summary>
    public Tensor Reduce(ReduceOp op, Tensor x, Shape target)
    {
        if (x.Count == 0)
            return Tensor.Zeros(target, x.DType, x.Device);
        var extents = x.Shape.Extents.ToArray();
        for (var end = extents.Length; end > 0; end--)
        {
            if (extents[end - 1] == target[end - 1])
                continue;
            var start = end - 1;
            while (start > 0 && extents[start - 1] != target[start - 1])
                start--;
            var shape = Shape.Create(extents);
            var view = (shape.CountOf(0, start), shape.CountOf(start, end), shape.CountOf(end, shape.Rank));
            extents.AsSpan(start, end - start).Fill(1);
            var y = x.EmptyLike(Shape.Create(extents));
            Reduce(op, x, y, view);
            (x, end) = (y, start + 1);
        }
        return x;
    }

    /// <summary>total += Σx², where the total is a scalar of type <see cref="DType.F64"/>.</summary>
    public virtual void AddSumOfSquares(Tensor x, Tensor total)
    {
        using var scope = new TensorScope();
        var exact = Tensor.Empty([x.Count], DType.F64, Device);
        Convert(x, exact);
        Unary(UnaryOp.Square, exact, exact);
        Binary(BinaryOp.Add, total, Reduce(ReduceOp.Sum, exact, [1]).As(total.Shape), total);
    }
}
