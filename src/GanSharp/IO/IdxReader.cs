using System.Buffers.Binary;
using System.IO.Compression;

namespace GanSharp.IO;

/// <summary>Reads an IDX file, raw or gzip-compressed, from its beginning to its end.</summary>
internal sealed class IdxReader : IDisposable
{
    /// <summary>The element type: unsigned bytes.</summary>
    public const byte UnsignedByte = 8;

    /// <summary>The most dimensions.</summary>
    public const int MaxRank = 4;

    private readonly Stream _elements;
    private readonly string _name;

    /// <summary>Reads the header from a seekable stream. Errors call it <paramref name="name"/>.</summary>
    /// <exception cref="GanSharpException">It is not IDX of bytes, or it is damaged.</exception>
    public IdxReader(Stream stream, string name)
    {
        var start = stream.Position;
        IsCompressed = stream.ReadByte() == 0x1F && stream.ReadByte() == 0x8B;
        stream.Position = start;
        (_name, _elements) = (
            name, IsCompressed ? new GZipStream(new PaddedStream(stream), CompressionMode.Decompress) : stream);
        Extents = ReadHeader();
        var count = Extents.Aggregate((Int128)1, (product, extent) => product * extent);
        Bytes = (long)Int128.Min(count, long.MaxValue);
    }

    /// <summary>Whether the file is compressed.</summary>
    public bool IsCompressed { get; }

    /// <summary>The extents of the array, outermost first.</summary>
    public int[] Extents { get; }

    /// <summary>The number of elements that the header announces.</summary>
    public long Bytes { get; }

    /// <summary>Reads all elements into an array that grows with the bytes that are really there.</summary>
    /// <exception cref="GanSharpException">
    /// There are too many, fewer or more than announced, or damaged ones.
    /// </exception>
    public byte[] ReadAll()
    {
        if (Bytes > Limits.ArrayBytes)
            throw new GanSharpException(
                $"{_name}: extents ({string.Join(", ", Extents)}) exceed {Limits.ArrayBytes} bytes; is it damaged?");
        var data = Array.Empty<byte>();
        Read(1 << 20, (at, bytes) =>
        {
            if (at + bytes.Length > data.Length)
                Array.Resize(ref data, (int)Math.Min(Bytes, Math.Max(bytes.Length, 2L * data.Length)));
            bytes.CopyTo(data.AsSpan((int)at));
        });
        return data;
    }

    /// <summary>Reads all elements, some at a time.</summary>
    /// <param name="most">The most at a time.</param>
    /// <param name="use">Receives the number of the first of them, and the elements.</param>
    /// <exception cref="GanSharpException">There are fewer or more than announced, or damaged ones.</exception>
    public void Read(int most, ElementsUse use)
    {
        var buffer = new byte[Math.Min(Bytes, most)];
        for (var at = 0L; at < Bytes; at += buffer.Length)
        {
            var part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, Bytes - at));
            var filled = Fill(part);
            if (filled < part.Length)
                throw EndsEarly(at + filled);
            use(at, part);
        }
        if (Fill(new byte[1]) > 0)
            throw HasMore();
    }

    /// <summary>Requires that a raw file has the announced number of elements, without reading them.</summary>
    /// <exception cref="GanSharpException">It has fewer or more.</exception>
    public void RequireElements()
    {
        var there = _elements.Length - _elements.Position;
        if (there != Bytes)
            throw there < Bytes ? EndsEarly(there) : HasMore();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (IsCompressed)
            _elements.Dispose();
    }

    private int[] ReadHeader()
    {
        var word = new byte[4];
        ReadWord();
        if (word[0] != 0 || word[1] != 0)
            throw new GanSharpException(
                $"{_name}: not an IDX file, which begins with two zero bytes; choose another file");
        if (word[2] != UnsignedByte)
            throw new GanSharpException(
                $"{_name}: elements are of type 0x{word[2]:X2}, not unsigned bytes (0x08); convert them");
        if (word[3] is 0 or > MaxRank)
            throw new GanSharpException(
                $"{_name}: {word[3]} dimensions, but only 1 to {MaxRank} are supported; choose another file");
        var extents = new int[word[3]];
        for (var i = 0; i < extents.Length; i++)
        {
            ReadWord();
            extents[i] = BinaryPrimitives.ReadInt32BigEndian(word);
            if (extents[i] < 0)
                throw new GanSharpException($"{_name}: extent {i} is {(uint)extents[i]}, too large; is it damaged?");
        }
        return extents;

        void ReadWord()
        {
            if (Fill(word) < word.Length)
                throw new GanSharpException($"{_name}: ends within the header; fetch the file again");
        }
    }

    private int Fill(Span<byte> bytes)
    {
        try
        {
            return _elements.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException e)
        {
            throw new GanSharpException($"{_name}: damaged gzip data ({e.Message}); fetch the file again", e);
        }
    }

    private GanSharpException EndsEarly(long filled) =>
        new($"{_name}: ends after {filled} of {Bytes} bytes of data; fetch the file again");

    private GanSharpException HasMore() =>
        new($"{_name}: more bytes than the {Bytes} its header announces; is it damaged?");
}

/// <summary>Uses some elements of an IDX file.</summary>
/// <param name="at">The number of the first of them.</param>
/// <param name="elements">The elements.</param>
internal delegate void ElementsUse(long at, ReadOnlySpan<byte> elements);
