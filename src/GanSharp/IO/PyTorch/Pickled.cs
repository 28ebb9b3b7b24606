namespace GanSharp.IO.PyTorch;

/// <summary>The name of a class or function that a pickle refers to.</summary>
internal sealed record PickledName(string Package, string Name)
{
    public override string ToString() => $"{Package}.{Name}";
}

/// <summary>A dictionary, in the order in which entries were added.</summary>
internal sealed class PickledDictionary
{
    public List<(object? Key, object? Value)> Entries { get; } = [];

    /// <summary>The entries whose keys are text.</summary>
    public IEnumerable<(string Name, object? Value)> Named =>
        Entries.Where(entry => entry.Key is string).Select(entry => ((string)entry.Key!, entry.Value));
}

/// <summary>Elements in a file of their own within the archive.</summary>
/// <param name="Type">Their type; null if each tensor names it.</param>
/// <param name="Key">The name of the file.</param>
/// <param name="Count">The number of elements, or of bytes if the type is null.</param>
internal sealed record PickledStorage(StoredType? Type, string Key, long Count);

/// <summary>A tensor: a view of elements.</summary>
/// <param name="Storage">The elements.</param>
/// <param name="Type">Their type.</param>
/// <param name="Offset">The first element.</param>
/// <param name="Extents">The shape.</param>
/// <param name="Strides">The distance, in elements, between neighbours along each axis.</param>
internal sealed record PickledTensor(
    PickledStorage Storage, StoredType Type, long Offset, long[] Extents, long[] Strides);
