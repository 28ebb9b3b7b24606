namespace GanSharp.Data;

/// <summary>The bytes of the images of a data set, wherever they are. All images have one size.</summary>
internal abstract class ImageStore
{
    /// <summary>Number of images.</summary>
    public abstract int Count { get; }

    /// <summary>Whether images are returned without work or waiting for a disk.</summary>
    public abstract bool IsInMemory { get; }

    /// <summary>Returns the bytes of some successive images.</summary>
    public abstract ReadOnlySpan<byte> Slice(int first, int count);

    /// <summary>Returns the chosen images.</summary>
    public abstract ImageStore Choose(int[] indices);

    /// <summary>Returns the bytes of all images as one array.</summary>
    public virtual byte[] ToArray() => Slice(0, Count).ToArray();
}

/// <summary>Images in one array.</summary>
/// <param name="bytes">Their bytes, and possibly unused ones after them.</param>
/// <param name="length">Bytes per image.</param>
/// <param name="count">The number of images.</param>
internal sealed class MemoryImages(byte[] bytes, int length, int count) : ImageStore
{
    /// <summary>Creates a store of all images in an array.</summary>
    public MemoryImages(byte[] bytes, int length) : this(bytes, length, bytes.Length / length) { }

    public override int Count => count;

    public override bool IsInMemory => true;

    public override ReadOnlySpan<byte> Slice(int first, int count) => bytes.AsSpan(first * length, count * length);

    /// <summary>Returns the chosen images: copies if they are few, so that the others can be freed.</summary>
    public override ImageStore Choose(int[] indices)
    {
        var chosen = new ChosenImages(bytes, length, indices);
        return 2L * indices.Length > count ? chosen : new MemoryImages(chosen.ToArray(), length);
    }

    public override byte[] ToArray() => bytes.Length == count * length ? bytes : base.ToArray();
}

/// <summary>Some of the images in an array.</summary>
/// <param name="bytes">The bytes of all images.</param>
/// <param name="length">Bytes per image.</param>
/// <param name="places">The chosen images.</param>
internal sealed class ChosenImages(byte[] bytes, int length, int[] places) : ImageStore
{
    public override int Count => places.Length;

    public override bool IsInMemory => true;

    public override ReadOnlySpan<byte> Slice(int first, int count) =>
        count == 1 ? bytes.AsSpan(places[first] * length, length) : Copied(first, count);

    public override byte[] ToArray() => Copied(0, Count);

    public override ImageStore Choose(int[] indices) =>
        new MemoryImages(bytes, length).Choose([.. indices.Select(index => places[index])]);

    private byte[] Copied(int first, int count)
    {
        var copies = new byte[count * length];
        for (var i = 0; i < count; i++)
            Slice(first + i, 1).CopyTo(copies.AsSpan(i * length));
        return copies;
    }
}
