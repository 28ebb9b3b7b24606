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

    private const byte UnsignedByte = 8;
    private const int MaxRank = 4, TrailerBytes = 8;

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
        var start = stream.Position;
        var compressed = stream.ReadByte() == 0x1F && stream.ReadByte() == 0x8B;
        stream.Position = start;
        if (!compressed)
            return ReadPlain(stream, name);
        try
        {
            using var plain = new GZipStream(new MemoryStream(ReadPadded(stream, name)), CompressionMode.Decompress);
            return ReadPlain(plain, name);
        }
        catch (InvalidDataException e)
        {
            throw new GanSharpException($"{name}: damaged gzip data ({e.Message}); fetch the file again", e);
        }
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
        if (extents.Length is < 1 or > MaxRank
            || extents.Aggregate(1L, (count, extent) => count * extent) != data.Length)
            throw new ArgumentException(
                $"extents ({string.Join(", ", extents)}) do not describe {data.Length} bytes", nameof(array));
        var header = new byte[4 + 4 * extents.Length];
        (header[2], header[3]) = (UnsignedByte, (byte)extents.Length);
        for (var i = 0; i < extents.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + 4 * i), extents[i]);
        stream.Write(header);
        stream.Write(data);
    }

    /// <summary>
    /// Reads the compressed file and appends bytes that form no valid trailer. <see cref="GZipStream"/> does not notice
    /// that the end of a file is missing; with these bytes it finds a wrong length and throws. After a whole file it
    /// ignores them.
    /// </summary>
    private static byte[] ReadPadded(Stream stream, string name)
    {
        var length = stream.Length - stream.Position;
        if (length > MaxBytes)
            throw new GanSharpException($"{name}: longer than {MaxBytes} bytes; choose a smaller file");
        var bytes = new byte[length + TrailerBytes];
        stream.ReadExactly(bytes.AsSpan(0, (int)length));
        bytes.AsSpan((int)length).Fill(0xFF);
        return bytes;
    }

    private static IdxArray ReadPlain(Stream stream, string name)
    {
        var extents = ReadHeader(stream, name);
        var count = 1L;
        foreach (var extent in extents)
        {
            count *= extent;
            if (count > MaxBytes)
                throw new GanSharpException(
                    $"{name}: extents ({string.Join(", ", extents)}) exceed {MaxBytes} bytes; is it damaged?");
        }
        var data = ReadGrowing(stream, (int)count, name);
        if (stream.ReadByte() >= 0)
            throw new GanSharpException($"{name}: more bytes than the {count} its header announces; is it damaged?");
        return new(extents, data);
    }

    private static int[] ReadHeader(Stream stream, string name)
    {
        Span<byte> word = stackalloc byte[4];
        ReadWord(word);
        if (word[0] != 0 || word[1] != 0)
            throw new GanSharpException(
                $"{name}: not an IDX file, which begins with two zero bytes; choose another file");
        if (word[2] != UnsignedByte)
            throw new GanSharpException(
                $"{name}: elements are of type 0x{word[2]:X2}, not unsigned bytes (0x08); convert them");
        if (word[3] is 0 or > MaxRank)
            throw new GanSharpException(
                $"{name}: {word[3]} dimensions, but only 1 to {MaxRank} are supported; choose another file");
        var extents = new int[word[3]];
        for (var i = 0; i < extents.Length; i++)
        {
            ReadWord(word);
            extents[i] = BinaryPrimitives.ReadInt32BigEndian(word);
            if (extents[i] < 0)
                throw new GanSharpException($"{name}: extent {i} is {(uint)extents[i]}, too large; is it damaged?");
        }
        return extents;

        void ReadWord(Span<byte> into)
        {
            if (stream.ReadAtLeast(into, into.Length, throwOnEndOfStream: false) < into.Length)
                throw new GanSharpException($"{name}: ends within the header; fetch the file again");
        }
    }

    /// <summary>
    /// Reads <paramref name="count"/> bytes into an array that grows with the bytes that are really there.
    /// </summary>
    private static byte[] ReadGrowing(Stream stream, int count, string name)
    {
        var data = new byte[Math.Min(count, 1 << 20)];
        var filled = 0;
        while (true)
        {
            filled += stream.ReadAtLeast(data.AsSpan(filled), data.Length - filled, throwOnEndOfStream: false);
            if (filled < data.Length)
                throw new GanSharpException(
                    $"{name}: ends after {filled} of {count} bytes of data; fetch the file again");
            if (filled == count)
                return data;
            Array.Resize(ref data, (int)Math.Min(count, 2L * data.Length));
        }
    }
}
