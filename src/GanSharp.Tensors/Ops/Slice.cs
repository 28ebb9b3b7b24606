namespace GanSharp.Tensors.Ops;

public static partial class TensorOps
{
    /// <summary>
    /// The <paramref name="length"/> entries of x from <paramref name="start"/> along <paramref name="axis"/>.
    /// </summary>
    /// <exception cref="TensorException">The range is not within x.</exception>
    public static Tensor Slice(this Tensor x, int axis, int start, int length)
    {
        axis = x.Shape.Axis("slice", axis);
        var extent = x.Shape[axis];
        if (start < 0 || length < 0 || start > extent - length)
            throw new TensorException(
                "slice", $"{start} to {(long)start + length} is outside axis {axis} of {x.Shape}");
        var inner = x.Shape.CountOf(axis + 1, x.Shape.Rank);
        var y = x.EmptyLike(x.Shape.With(axis, length));
        x.Backend.CopyBlocks(x, y, new(
            Blocks: x.Shape.CountOf(0, axis), Length: length * inner, SourceStart: start * inner,
            SourceStride: extent * inner, TargetStart: 0, TargetStride: length * inner));
        return Tape.Record(
            "slice", y, [x], (grad, _) => [grad.Pad(axis, start, extent - start - length)],
            new RangeAttributes(axis, start, length));
    }

    /// <summary>x with zeros before and after it along <paramref name="axis"/>.</summary>
    /// <exception cref="TensorException">A number of zeros is negative.</exception>
    public static Tensor Pad(this Tensor x, int axis, int before, int after)
    {
        axis = x.Shape.Axis("pad", axis);
        if (before < 0 || after < 0)
            throw new TensorException(
                "pad", $"{before} and {after} zeros around axis {axis} of {x.Shape} must not be negative");
        var extent = x.Shape[axis];
        var padded = before + extent + after;
        var inner = x.Shape.CountOf(axis + 1, x.Shape.Rank);
        var y = Tensor.Zeros(x.Shape.With(axis, padded), x.DType, x.Device);
        x.Backend.CopyBlocks(x, y, new(
            Blocks: x.Shape.CountOf(0, axis), Length: extent * inner, SourceStart: 0, SourceStride: extent * inner,
            TargetStart: before * inner, TargetStride: padded * inner));
        return Tape.Record(
            "pad", y, [x], (grad, _) => [grad.Slice(axis, before, extent)], new RangeAttributes(axis, before, after));
    }
}
