namespace GanSharp.Tensors.Backends;

// Tensors that are cut into equal parts along an axis.
internal abstract partial class Backend
{
    /// <summary>A copy of a part of x, which has that many along the axis.</summary>
    private Tensor PartOf(Tensor x, int axis, int parts, int index)
    {
        var part = x.EmptyLike(x.Shape.With(axis, x.Shape[axis] / parts));
        var length = part.Shape.CountOf(axis, part.Shape.Rank);
        CopyBlocks(x, part, new(
            Blocks: x.Shape.CountOf(0, axis), Length: length, SourceStart: index * length,
            SourceStride: parts * length, TargetStart: 0, TargetStride: length));
        return part;
    }

    /// <summary>Copies a part to its place in y, which has that many along the axis.</summary>
    private void PutPart(Tensor part, Tensor y, int axis, int parts, int index)
    {
        var length = part.Shape.CountOf(axis, part.Shape.Rank);
        CopyBlocks(part, y, new(
            Blocks: part.Shape.CountOf(0, axis), Length: length, SourceStart: 0, SourceStride: length,
            TargetStart: index * length, TargetStride: parts * length));
    }
}
