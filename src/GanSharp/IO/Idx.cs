using System.Buffers.Binary;
using System.IO.Compression;

namespace GanSharp.IO;

/// <summary>An array of bytes with its extents, outermost first.</summary>
public sealed record IdxArray(int[] Extents, byte[] Data);

/// <summary>
/// IDX, the format of the MNIST files: two zero bytes, the element type (only 8, unsigned bytes, is supported), the
/// number of dimensions (1 to 4), the extents as big-endian 32-bit integers, and the elements in row-major order.
/// </summary>
public static class Idx
{
    /// <summary>Largest array that can be read: 1 GiB.</summary>
    public const int MaxBytes = Limits.ArrayBytes;

    /// <summary>
    /// Reads a raw or gzip-compressed IDX file. The first bytes decide which it is, not the name.
    /// </summary>
    /// <exception cref="GanSharpException">
    /// The file is missing, damaged, announces more than <see cref="MaxBytes"/>, or is not IDX of bytes.
    /// </exception>
    public static IdxArray Read(string path) => InputFile.Read(path, stream => Read(stream, path));

    /// <summary>Reads from a seekable stream. Errors call it <paramref name="name"/>.</summary>
    /// <inheritdoc cref="Read(string)"/>
    public static IdxArray Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var reader = new IdxReader(stream, name);
        return new(reader.Extents, reader.ReadAll());
    }

    /// <summary>
    /// Writes a file, gzip-compressed if <paramref name="path"/> ends in <c>.gz</c>. The file appears whole or not at
    /// all.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// There are not 1 to 4 extents, or their product is not the number of bytes.
    /// </exception>
    /// <exception cref="GanSharpException">The path cannot be written.</exception>
    public static void Write(string path, IdxArray array) => AtomicFile.Write(path, stream =>
    {
        if (!path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            Write(stream, array);
            return;
        }
        using var compressed = new GZipStream(stream, CompressionLevel.SmallestSize, leaveOpen: true);
        Write(compressed, array);
    });

    /// <summary>Writes <paramref name="array"/> uncompressed.</summary>
    /// <exception cref="ArgumentException">
    /// There are not 1 to 4 extents, or their product is not the number of bytes.
    /// </exception>
    public static void Write(Stream stream, IdxArray array)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(array);
        var (extents, data) = array;
        if (extents.Length is < 1 or > IdxReader.MaxRank
            || extents.Aggregate(1L, (count, extent) => count * extent) != data.Length)
            throw new ArgumentException(
                $"extents ({string.Join(", ", extents)}) do not describe {data.Length} bytes", nameof(array));
        var header = new byte[4 + 4 * extents.Length];
        (header[2], header[3]) = (IdxReader.UnsignedByte, (byte)extents.Length);
        for (var i = 0; i < extents.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + 4 * i), extents[i]);
        stream.Write(header);
        stream.Write(data);
    }
}
