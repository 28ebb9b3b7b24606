using GanSharp.Tensors.Backends;

namespace GanSharp.Tensors.Ops;

public static partial class TensorOps
{
    /// <summary>The sum over <paramref name="axes"/>.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axes">Axes to sum over, where negative axes count from the end; all by default.</param>
    /// <param name="keepDims">Keeps the summed axes with extent 1.</param>
    public static Tensor Sum(this Tensor x, int[]? axes = null, bool keepDims = false) =>
        x.SumOver("sum", axes, keepDims);

    /// <summary>The mean over <paramref name="axes"/>.</summary>
    /// <inheritdoc cref="Sum"/>
    public static Tensor Mean(this Tensor x, int[]? axes = null, bool keepDims = false)
    {
        var y = x.SumOver("mean", axes, keepDims);
        y = y.Mul((double)y.Count / x.Count);
        return Trace.IsOn ? Trace.Whole("mean", y, [x], new ReduceAttributes(axes, keepDims)) : y;
    }

    private static Tensor SumOver(this Tensor x, string op, int[]? axes, bool keepDims)
    {
        var y = x.SumTo(Folded(op, x.Shape, axes));
        return keepDims ? y : y.Reshape(Dropped(op, x.Shape, axes));
    }

    /// <summary>
    /// Sums x over the axes along which broadcasting from <paramref name="shape"/> repeats: the adjoint of
    /// <see cref="BroadcastTo"/>.
    /// </summary>
    internal static Tensor SumTo(this Tensor x, Shape shape)
    {
        if (x.Shape == shape)
            return x;
        Shape aligned = [.. Enumerable.Repeat(1, x.Shape.Rank - shape.Rank), .. shape];
        var y = x.Backend.Reduce(ReduceOp.Sum, x, aligned).As(shape);
        return Tape.Record("sum", y, [x], (grad, _) => [grad.BroadcastTo(x.Shape)]);
    }

    /// <summary>The shape with the extents of <paramref name="axes"/> set to 1.</summary>
    private static Shape Folded(string op, Shape shape, int[]? axes)
    {
        var extents = shape.Extents.ToArray();
        foreach (var axis in axes ?? Enumerable.Range(0, shape.Rank))
            extents[shape.Axis(op, axis)] = 1;
        return Shape.Create(extents);
    }

    /// <summary>The shape without <paramref name="axes"/>.</summary>
    private static Shape Dropped(string op, Shape shape, int[]? axes)
    {
        if (axes is null)
            return Shape.Scalar;
        var dropped = axes.Select(axis => shape.Axis(op, axis)).ToHashSet();
        return [.. Enumerable.Range(0, shape.Rank).Where(axis => !dropped.Contains(axis)).Select(axis => shape[axis])];
    }
}
