namespace GanSharp.Data;

/// <summary>The images of several stores, one after the other.</summary>
internal sealed class JoinedImages : ImageStore
{
    private readonly ImageStore[] _parts;

    // The first image of each part, and the number of images at the end.
    private readonly int[] _starts;

    private JoinedImages(ImageStore[] parts)
    {
        (_parts, _starts) = (parts, new int[parts.Length + 1]);
        for (var i = 0; i < parts.Length; i++)
            _starts[i + 1] = checked(_starts[i] + parts[i].Count);
    }

    /// <summary>Joins stores of images of one size; none of them is empty.</summary>
    public static ImageStore Of(ImageStore[] parts) => parts.Length == 1 ? parts[0] : new JoinedImages(parts);

    public override int Count => _starts[^1];

    public override bool IsInMemory => Array.TrueForAll(_parts, part => part.IsInMemory);

    public override ReadOnlySpan<byte> Slice(int first, int count)
    {
        var part = PartOf(first);
        if (first + count <= _starts[part + 1])
            return _parts[part].Slice(first - _starts[part], count);
        var bytes = new List<byte>();
        for (var end = first + count; first < end; first = _starts[++part])
            bytes.AddRange(_parts[part].Slice(first - _starts[part], Math.Min(end, _starts[part + 1]) - first));
        return bytes.ToArray();
    }

    public override ImageStore Choose(int[] indices)
    {
        var chosen = new List<ImageStore>();
        for (int start = 0, end = 0; start < indices.Length; start = end)
        {
            var part = PartOf(indices[start]);
            while (end < indices.Length && PartOf(indices[end]) == part)
                end++;
            chosen.Add(_parts[part].Choose([.. indices[start..end].Select(index => index - _starts[part])]));
        }
        return Of([.. chosen]);
    }

    private int PartOf(int index) =>
        Array.BinarySearch(_starts, index) is >= 0 and var exact ? Math.Min(exact, _parts.Length - 1)
        : ~Array.BinarySearch(_starts, index) - 1;
}
