using GanSharp.Tensors;

namespace GanSharp.Data;

/// <summary>Writes an image that is made from another.</summary>
internal delegate void ImageMap(ReadOnlySpan<byte> from, Span<byte> to);

/// <summary>Images that are made from others when they are needed, such as scaled ones.</summary>
/// <param name="source">The other images.</param>
/// <param name="length">Bytes per image that is made.</param>
/// <param name="map">Makes one; several threads may call it at once.</param>
internal sealed class MappedImages(ImageStore source, int length, ImageMap map) : ImageStore
{
    public override int Count => source.Count;

    public override bool IsInMemory => false;

    public override ReadOnlySpan<byte> Slice(int first, int count)
    {
        var bytes = new byte[count * length];
        for (var i = 0; i < count; i++)
            map(source.Slice(first + i, 1), bytes.AsSpan(i * length, length));
        return bytes;
    }

    public override ImageStore Choose(int[] indices) => new MappedImages(source.Choose(indices), length, map);

    /// <summary>Makes all images at once, in memory.</summary>
    public MemoryImages InMemory(CancellationToken cancellation)
    {
        var bytes = new byte[Count * length];
        Parallel.For(
            0, Count, new() { MaxDegreeOfParallelism = Compute.Threads, CancellationToken = cancellation },
            index => map(source.Slice(index, 1), bytes.AsSpan(index * length, length)));
        return new(bytes, length);
    }
}
