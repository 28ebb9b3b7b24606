using System.Buffers.Binary;
using System.Text;

namespace GanSharp.IO;

/// <summary>The chunks of a PNG file.</summary>
internal static class PngChunks
{
    /// <summary>Reads the chunks up to IEND as type and data, and verifies their checksums.</summary>
    /// <exception cref="GanSharpException">
    /// The file is not PNG, is longer than <see cref="PngReader.MaxBytes"/>, ends early or is damaged.
    /// </exception>
    public static IEnumerable<(string Type, byte[] Data)> Read(Stream stream, string name)
    {
        if (stream.Length - stream.Position > PngReader.MaxBytes)
            throw new GanSharpException($"{name}: longer than {PngReader.MaxBytes} bytes; scale the picture down");
        var signature = FileKind.Png.Signature;
        if (!ReadBytes(stream, signature.Length, name).SequenceEqual(signature))
            throw new GanSharpException($"{name}: not a PNG picture, whatever its name says; convert it");
        for (var type = ""; type != "IEND";)
        {
            byte[] data;
            (type, data) = Next(stream, name);
            yield return (type, data);
        }
    }

    /// <summary>Writes a chunk.</summary>
    public static void Write(Stream stream, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> word = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(word, data.Length);
        stream.Write(word);
        stream.Write(type);
        stream.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(word, Crc32.Append(Crc32.Append(0, type), data));
        stream.Write(word);
    }

    private static (string Type, byte[] Data) Next(Stream stream, string name)
    {
        var length = BinaryPrimitives.ReadUInt32BigEndian(ReadBytes(stream, 4, name));
        var type = ReadBytes(stream, 4, name);
        var data = ReadBytes(stream, length, name);
        var checksum = BinaryPrimitives.ReadUInt32BigEndian(ReadBytes(stream, 4, name));
        return Crc32.Append(Crc32.Append(0, type), data) == checksum ? (Encoding.Latin1.GetString(type), data)
            : throw new GanSharpException(
                $"{name}: damaged: a chunk does not match its checksum; fetch or write the file again");
    }

    /// <summary>Reads <paramref name="count"/> bytes, after checking that the file has that many.</summary>
    private static byte[] ReadBytes(Stream stream, long count, string name)
    {
        if (count > stream.Length - stream.Position)
            throw new GanSharpException($"{name}: ends early, or is damaged; fetch or write the file again");
        var bytes = new byte[count];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
