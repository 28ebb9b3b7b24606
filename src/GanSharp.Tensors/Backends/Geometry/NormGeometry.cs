namespace GanSharp.Tensors.Backends.Geometry;

/// <summary>
/// How a normalisation reads its input: as (parts, outer, groups, inner), with a mean and a variance, taken over outer
/// and inner, for every group of every part.
/// </summary>
internal readonly record struct NormGeometry(int Parts, int Outer, int Groups, int Inner)
{
    /// <summary>
    /// The shape of what there is one of for every group: (groups), or (parts, groups) where there are several parts.
    /// </summary>
    public Shape Statistics => Parts == 1 ? [Groups] : [Parts, Groups];

    /// <summary>How the input is read.</summary>
    public Shape Cube => [Parts, Outer, Groups, Inner];

    /// <summary>What there is one of for every group, as it broadcasts to <see cref="Cube"/>.</summary>
    public Shape Group => [Parts, 1, Groups, 1];

    /// <summary>Elements of a group.</summary>
    public int GroupSize => Outer * Inner;

    public override string ToString() => $"({Parts}, {Outer}, {Groups}, {Inner})";
}
