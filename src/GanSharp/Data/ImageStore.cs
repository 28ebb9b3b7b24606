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
/// <param name="bytes">Their bytes.</param>
/// <param name="length">Bytes per image.</param>
internal sealed class MemoryImages(byte[] bytes, int length) : ImageStore
{
    public override int Count => bytes.Length / length;

    public override bool IsInMemory => true;

    public override ReadOnlySpan<byte> Slice(int first, int count) => bytes.AsSpan(first * length, count * length);

    public override ImageStore Choose(int[] indices)
    {
        var chosen = new byte[indices.Length * length];
        for (var i = 0; i < indices.Length; i++)
            Slice(indices[i], 1).CopyTo(chosen.AsSpan(i * length));
        return new MemoryImages(chosen, length);
    }

    public override byte[] ToArray() => bytes;
}
