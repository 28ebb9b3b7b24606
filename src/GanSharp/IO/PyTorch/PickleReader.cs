using System.Buffers.Binary;
using System.Text;

namespace GanSharp.IO.PyTorch;

/// <summary>Reads the parts of a pickle. It never reads beyond the end.</summary>
internal ref struct PickleReader(ReadOnlySpan<byte> bytes)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>The number of bytes read.</summary>
    public int Position { get; private set; }

    public byte Byte() => Take(1)[0];

    public int UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    /// <summary>Reads a length of four bytes.</summary>
    public long Length() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    /// <summary>Reads a length of eight bytes.</summary>
    public long LongLength() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    public double Double() => BinaryPrimitives.ReadDoubleBigEndian(Take(8));

    /// <summary>Reads a whole number of that many bytes, of at most eight.</summary>
    public long Integer(long size)
    {
        if (size > sizeof(long))
            throw new InvalidDataException($"has a whole number of {size} bytes, of at most 8");
        var value = 0L;
        var part = Take(size);
        for (var i = 0; i < part.Length; i++)
            value |= (long)part[i] << (8 * i);
        var spare = 64 - 8 * part.Length;
        return part.Length == 0 ? 0 : value << spare >> spare;
    }

    public string Text(long length)
    {
        try
        {
            return Strict.GetString(Take(length));
        }
        catch (DecoderFallbackException error)
        {
            throw new InvalidDataException("has text that is not UTF-8", error);
        }
    }

    /// <summary>Reads a text that ends with a line feed.</summary>
    public string Line()
    {
        var end = _bytes[Position..].IndexOf((byte)'\n');
        if (end < 0)
            throw new InvalidDataException("ends within a name");
        var line = Text(end);
        Position++;
        return line;
    }

    public ReadOnlySpan<byte> Take(long count)
    {
        if (count < 0 || count > _bytes.Length - Position)
            throw new InvalidDataException("is cut short");
        var part = _bytes.Slice(Position, (int)count);
        Position += (int)count;
        return part;
    }
}
