namespace GanSharp.Tensors.Random;

/// <summary>One of several equal parts of a batch: consecutive rows, part 0 first.</summary>
/// <param name="Index">The number of the part, from 0.</param>
/// <param name="Count">The number of parts, at least 1.</param>
public readonly record struct Shard(int Index, int Count)
{
    /// <summary>The whole batch.</summary>
    public static Shard Whole { get; } = new(0, 1);

    /// <summary>Returns the rows of a batch, shape (N, ...), that are in this part.</summary>
    public Tensor Of(Tensor batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var rows = batch.Shape[0] / Count;
        return Count == 1 ? batch : batch.Slice(0, Index * rows, rows);
    }

    /// <summary>Returns the entries of this part, from one entry per image of a batch; null for null.</summary>
    public T[]? Of<T>(T[]? batch)
    {
        var size = (batch?.Length ?? 0) / Count;
        return Count == 1 ? batch : batch?[(Index * size)..((Index + 1) * size)];
    }
}
