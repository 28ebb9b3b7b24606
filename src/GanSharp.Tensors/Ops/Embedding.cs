namespace GanSharp.Tensors.Ops;

public static partial class TensorOps
{
    /// <summary>y[i] = table[indices[i]]</summary>
    /// <param name="table">Shape (entries, ...).</param>
    /// <param name="indices">Rows of the table, in order; repeats are allowed.</param>
    /// <returns>Shape (indices, ...).</returns>
    /// <exception cref="TensorException">An index is negative or not below the number of entries.</exception>
    public static Tensor Embedding(this Tensor table, int[] indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        CheckRows("embedding", table.Shape, indices);
        var rows = Tensor.From(indices, [indices.Length], DType.I32, table.Device);
        var y = table.Embedding(rows);
        return Trace.IsOn ? Trace.Whole("embedding", y, [table, Trace.Indices(indices, rows)], null) : y;
    }

    /// <summary>
    /// As <see cref="Embedding(Tensor, int[])"/>, with indices of type <see cref="DType.I32"/> that are known to be
    /// valid.
    /// </summary>
    internal static Tensor Embedding(this Tensor table, Tensor rows) => Tape.Record(
        "embedding", table.Backend.GatherRows(table, rows), [table],
        (grad, _) => [grad.ScatterRows(rows, table.Shape[0])]);

    /// <summary>table[r] = Σ x[i] over the i with indices[i] = r: the adjoint of an embedding.</summary>
    private static Tensor ScatterRows(this Tensor x, Tensor indices, int rows) => Tape.Record(
        "scatter-rows", x.Backend.ScatterRows(x, indices, rows), [x], (grad, _) => [grad.Embedding(indices)]);

    private static void CheckRows(string op, Shape table, int[] indices)
    {
        if (table.Rank == 0)
            throw new TensorException(op, "a scalar has no rows");
        foreach (var index in indices)
        {
            if ((uint)index >= (uint)table[0])
                throw new TensorException(op, $"index {index} is not a row of {table}");
        }
    }
}
