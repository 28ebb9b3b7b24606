namespace GanSharp.Tensors.Backends.Geometry;

/// <summary>
/// How a normalisation reads its input: as (parts, outer, groups, inner). Every group of every part has a mean and a
/// variance, computed over outer and inner.
/// </summary>
internal readonly record struct NormGeometry(int Parts, int Outer, int Groups, int Inner)
{
    /// <summary>
    /// The shape of a tensor with one value per group: (groups), or (parts, groups) if there are several parts.
    /// </summary>
    public Shape Statistics => Parts == 1 ? [Groups] : [Parts, Groups];

    /// <summary>The shape in which the input is read.</summary>
    public Shape Cube => [Parts, Outer, Groups, Inner];

    /// <summary>The shape in which a tensor with one value per group broadcasts to <see cref="Cube"/>.</summary>
    public Shape Group => [Parts, 1, Groups, 1];

    /// <summary>Number of elements of a group.</summary>
    public int GroupSize => Outer * Inner;

    public override string ToString() => $"({Parts}, {Outer}, {Groups}, {Inner})";
}
