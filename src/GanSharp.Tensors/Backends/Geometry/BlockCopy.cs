namespace GanSharp.Tensors.Backends.Geometry;

/// <summary>
/// A copy between two regular layouts: <paramref name="Blocks"/> times <paramref name="Length"/> neighbouring elements, block i from
/// element SourceStart + i·SourceStride to element TargetStart + i·TargetStride.
/// </summary>
internal readonly record struct BlockCopy(
    int Blocks, int Length, int SourceStart, int SourceStride, int TargetStart, int TargetStride)
{
    public override string ToString() => $"({Blocks}, {Length})";
}
