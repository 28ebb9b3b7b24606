namespace GanSharp.Tensors.Backends;

internal abstract partial class Backend
{
    /// <summary>x with its axes in the order <paramref name="axes"/>.</summary>
    public virtual Tensor Transpose(Tensor x, int[] axes)
    {
        var shape = Shape.Create(Array.ConvertAll(axes, axis => x.Shape[axis]));
        var strides = Array.ConvertAll(axes, axis => x.Shape.CountOf(axis + 1, x.Shape.Rank));
        return Gather(x, shape, target =>
        {
            var index = 0;
            for (var axis = strides.Length - 1; axis >= 0; axis--)
            {
                (target, var place) = Math.DivRem(target, shape[axis]);
                index += place * strides[axis];
            }
            return index;
        });
    }

    /// <summary>table[indices[i]] for every i.</summary>
    public Tensor GatherRows(Tensor table, Tensor indices)
    {
        var y = table.EmptyLike(table.Shape.With(0, indices.Count));
        GatherRows(table, indices, y);
        return y;
    }

    /// <summary>A table of <paramref name="rows"/> rows: table[r] = Σ x[i] over the i with indices[i] = r.</summary>
    public Tensor ScatterRows(Tensor x, Tensor indices, int rows)
    {
        var table = x.EmptyLike(x.Shape.With(0, rows));
        ScatterRows(x, indices, table);
        return table;
    }

    /// <summary>A tensor whose element i is element <paramref name="source"/>(i) of x.</summary>
    private Tensor Gather(Tensor x, Shape shape, Func<int, int> source)
    {
        var y = x.EmptyLike([shape.Size, 1]);
        if (y.Count > 0)
            GatherRows(x.As([x.Count, 1]), Indices(shape.Size, source), y);
        return y.As(shape);
    }

    /// <summary>
    /// The adjoint of <see cref="Gather"/>: every element i of y is added to element <paramref name="target"/>(i).
    /// </summary>
    private Tensor Scatter(Tensor y, Shape shape, Func<int, int> target)
    {
        var x = y.EmptyLike([shape.Size, 1]);
        ScatterRows(y.As([y.Count, 1]), Indices(y.Count, target), x);
        return x.As(shape);
    }

    private Tensor Indices(int count, Func<int, int> index) =>
        Tensor.From(Enumerable.Range(0, count).Select(index).ToArray(), [count], DType.I32, Device);
}
