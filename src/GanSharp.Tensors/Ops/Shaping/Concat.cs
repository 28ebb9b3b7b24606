using GanSharp.Tensors.Kernels;

namespace GanSharp.Tensors;

public static partial class Ops
{
    /// <summary>The tensors one after the other along <paramref name="axis"/>.</summary>
    /// <param name="parts">At least one tensor; all extents but that of the axis agree.</param>
    /// <param name="axis">The axis to join along; negative counts from the end.</param>
    /// <exception cref="TensorException">There are no parts, or their shapes or types do not agree.</exception>
    public static Tensor Concat(Tensor[] parts, int axis)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Length == 0)
            throw new TensorException("concat", "there is nothing to join");
        Check.SameType("concat", parts);
        var first = parts[0].Shape;
        axis = first.Axis("concat", axis);
        foreach (var part in parts)
        {
            if (part.Shape.Rank != first.Rank || part.Shape.With(axis, 0) != first.With(axis, 0))
                throw new TensorException("concat", $"{part.Shape} does not join {first} along axis {axis}");
        }
        var y = new Tensor(first.With(axis, parts.Sum(part => part.Shape[axis])), parts[0].DType);
        var inner = first.CountOf(axis + 1, first.Rank);
        var starts = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            starts[i] = i == 0 ? 0 : starts[i - 1] + parts[i - 1].Shape[axis];
            var length = parts[i].Shape[axis] * inner;
            Kernel.CopyBlocks(parts[i], 0, length, y, starts[i] * inner, y.Shape[axis] * inner, first.CountOf(0, axis), length);
        }
        return Tape.Record("concat", y, [.. parts], (grad, needs) =>
            [.. parts.Select((part, i) => needs[i] ? grad.Slice(axis, starts[i], part.Shape[axis]) : null)]);
    }
}
