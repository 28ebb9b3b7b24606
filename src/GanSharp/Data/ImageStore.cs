namespace GanSharp.Data;

/// <summary>The bytes of the images of a data set, wherever they are. All images have one size.</summary>
internal abstract class ImageStore
{
    /// <summary>Number of images.</summary>
    public abstract int Count { get; }

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

/// <summary>
/// Images in a file, which are read when they are needed. The system keeps what fits in its memory.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="file">The open file.</param>
/// <param name="record">Bytes from one image to the next in the file.</param>
/// <param name="length">Bytes per image, from the beginning of its record.</param>
/// <param name="places">The records of the images.</param>
internal sealed class DiskImages(string path, FileStream file, int record, int length, int[] places) : ImageStore
{
    public override int Count => places.Length;

    public override ReadOnlySpan<byte> Slice(int first, int count)
    {
        var bytes = new byte[count * length];
        for (var i = 0; i < count; i++)
            Read(places[first + i], bytes.AsSpan(i * length, length));
        return bytes;
    }

    public override ImageStore Choose(int[] indices) =>
        new DiskImages(path, file, record, length, [.. indices.Select(index => places[index])]);

    private void Read(int place, Span<byte> bytes)
    {
        for (var at = (long)place * record; bytes.Length > 0;)
        {
            var count = ReadSome(at, bytes);
            if (count == 0)
                throw new GanSharpException($"{path}: ends early; delete it, and it is made again");
            at += count;
            bytes = bytes[count..];
        }
    }

    private int ReadSome(long at, Span<byte> bytes)
    {
        try
        {
            return RandomAccess.Read(file.SafeFileHandle, bytes, at);
        }
        catch (IOException e)
        {
            throw new GanSharpException($"{path}: cannot be read ({e.Message}); check the disk", e);
        }
    }
}
