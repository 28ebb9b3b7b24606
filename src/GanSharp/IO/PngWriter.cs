using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace GanSharp.IO;

/// <summary>A writer of PNG pictures, grey or RGB. The same picture always gives the same bytes.</summary>
public static class PngWriter
{
    /// <summary>
    /// Writes a file, which appears whole or not at all. See <see cref="Write"/> for <paramref name="text"/>.
    /// </summary>
    /// <exception cref="GanSharpException">The path cannot be written.</exception>
    public static void Save(string path, Bitmap picture, IEnumerable<KeyValuePair<string, string>>? text = null) =>
        AtomicFile.Write(path, stream => Write(stream, picture, text));

    /// <summary>Returns the bytes of a file, such as the response of a web service.</summary>
    public static byte[] Encode(Bitmap picture) => Encode(picture, CompressionLevel.Optimal);

    /// <summary>Returns the bytes of a file; a fast level is for pictures that are looked at once.</summary>
    internal static byte[] Encode(Bitmap picture, CompressionLevel level)
    {
        using var file = new MemoryStream();
        WriteAt(level, file, picture, null);
        return file.ToArray();
    }

    /// <summary>
    /// Writes <paramref name="picture"/>, and <paramref name="text"/> as <c>tEXt</c> chunks that record its origin,
    /// such as the seed. Text is Latin-1; other characters become question marks.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// A text key does not have 1 to 79 characters, or a text contains NUL.
    /// </exception>
    public static void Write(
        Stream stream, Bitmap picture, IEnumerable<KeyValuePair<string, string>>? text = null) =>
        WriteAt(CompressionLevel.Optimal, stream, picture, text);

    private static void WriteAt(
        CompressionLevel level, Stream stream, Bitmap picture, IEnumerable<KeyValuePair<string, string>>? text)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(picture);
        stream.Write(FileKind.Png.Signature);
        PngChunks.Write(stream, "IHDR"u8, Header(picture));
        foreach (var (key, value) in text ?? [])
            PngChunks.Write(stream, "tEXt"u8, TextChunk(key, value));
        PngChunks.Write(stream, "IDAT"u8, Compress(picture, level));
        PngChunks.Write(stream, "IEND"u8, []);
    }

    /// <summary>Returns the data of IHDR.</summary>
    internal static byte[] Header(Bitmap picture)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, picture.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), picture.Height);
        header[8] = 8; // bits per channel
        header[9] = (byte)(picture.Channels == 1 ? 0 : 2); // grey or RGB
        return header;
    }

    /// <summary>Returns the data of IDAT.</summary>
    internal static ReadOnlySpan<byte> Compress(
        Bitmap picture, CompressionLevel level = CompressionLevel.Optimal)
    {
        var result = new MemoryStream();
        using (var compressed = new ZLibStream(result, level, leaveOpen: true))
        {
            var stride = picture.Width * picture.Channels;
            for (var row = 0; row < picture.Height; row++)
            {
                compressed.WriteByte(0); // no filter
                compressed.Write(picture.Pixels, row * stride, stride);
            }
        }
        return result.GetBuffer().AsSpan(0, (int)result.Length);
    }

    private static byte[] TextChunk(string key, string value) =>
        key.Length is < 1 or > 79 || key.Contains('\0') || value.Contains('\0')
            ? throw new ArgumentException(
                $"'{key}' is not a valid PNG text: keys have 1 to 79 characters, and NUL is not allowed")
            : Encoding.Latin1.GetBytes($"{key}\0{value}");
}
