namespace GanSharp.Tensors.Ops;

public static partial class TensorOps
{
    /// <summary>Joins tensors along <paramref name="axis"/>.</summary>
    /// <param name="parts">At least one tensor; all extents except that of the axis are equal.</param>
    /// <param name="axis">The axis to join along; negative counts from the end.</param>
    /// <exception cref="TensorException">There are no parts, or their shapes or types do not agree.</exception>
    public static Tensor Concat(Tensor[] parts, int axis)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Length == 0)
            throw new TensorException("concat", "there are no tensors to join");
        Check.SameType("concat", parts);
        var first = parts[0].Shape;
        axis = first.Axis("concat", axis);
        foreach (var part in parts)
        {
            if (part.Shape.Rank != first.Rank || part.Shape.With(axis, 0) != first.With(axis, 0))
                throw new TensorException("concat", $"{part.Shape} does not join {first} along axis {axis}");
        }
        var y = parts[0].EmptyLike(first.With(axis, parts.Sum(part => part.Shape[axis])));
        var inner = first.CountOf(axis + 1, first.Rank);
        var starts = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            starts[i] = i == 0 ? 0 : starts[i - 1] + parts[i - 1].Shape[axis];
            var length = parts[i].Shape[axis] * inner;
            y.Backend.CopyBlocks(parts[i], y, new(
                Blocks: first.CountOf(0, axis), Length: length, SourceStart: 0, SourceStride: length,
                TargetStart: starts[i] * inner, TargetStride: y.Shape[axis] * inner));
        }
        return Tape.Record("concat", y, [.. parts], (grad, needs) =>
            [.. parts.Select((part, i) => needs[i] ? grad.Slice(axis, starts[i], part.Shape[axis]) : null)], axis);
    }
}
