namespace GanSharp.Tensors.Backends.Geometry;

/// <summary>
/// A copy between two regular layouts: <paramref name="Blocks"/> blocks of <paramref name="Length"/> contiguous
/// elements, block i from element SourceStart + i·SourceStride to element TargetStart + i·TargetStride.
/// </summary>
internal readonly record struct BlockCopy(
    int Blocks, int Length, int SourceStart, int SourceStride, int TargetStart, int TargetStride)
{
    /// <summary>
    /// The first <paramref name="length"/> elements, copied to element <paramref name="targetStart"/> and those after
    /// it.
    /// </summary>
    public static BlockCopy Run(int length, int targetStart = 0) =>
        new(Blocks: 1, Length: length, SourceStart: 0, SourceStride: 0, TargetStart: targetStart, TargetStride: 0);

    public override string ToString() => $"({Blocks}, {Length})";
}
