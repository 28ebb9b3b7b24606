using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace GanSharp.IO;

/// <summary>Writes PNG pictures, grey or RGB. The same picture gives the same bytes.</summary>
public static class PngWriter
{
    /// <summary>
    /// Writes a file, which appears whole or not at all; for <paramref name="text"/> see <see cref="Write"/>.
    /// </summary>
    /// <exception cref="GanSharpException">The path cannot be written.</exception>
    public static void Save(string path, Bitmap picture, IEnumerable<KeyValuePair<string, string>>? text = null) =>
        AtomicFile.Write(path, stream => Write(stream, picture, text));

    /// <summary>
    /// Writes <paramref name="picture"/>, and <paramref name="text"/> as <c>tEXt</c> chunks that say where it came
    /// from, such as the seed. Text is Latin-1; other characters become question marks.
    /// </summary>
    /// <exception cref="ArgumentException">A text key is not of 1 to 79 characters, or a text holds a NUL.</exception>
    public static void Write(Stream stream, Bitmap picture, IEnumerable<KeyValuePair<string, string>>? text = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(picture);
        stream.Write(FileKind.Png.Signature);
        PngChunks.Write(stream, "IHDR"u8, Header(picture));
        foreach (var (key, value) in text ?? [])
            PngChunks.Write(stream, "tEXt"u8, TextChunk(key, value));
        PngChunks.Write(stream, "IDAT"u8, Compress(picture));
        PngChunks.Write(stream, "IEND"u8, []);
    }

    /// <summary>The data of IHDR.</summary>
    internal static byte[] Header(Bitmap picture)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, picture.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), picture.Height);
        header[8] = 8; // bits per channel
        header[9] = (byte)(picture.Channels == 1 ? 0 : 2); // grey, or true colour
        return header;
    }

    /// <summary>The data of IDAT.</summary>
    internal static ReadOnlySpan<byte> Compress(Bitmap picture)
    {
        var result = new MemoryStream();
        using (var compressed = new ZLibStream(result, CompressionLevel.Optimal, leaveOpen: true))
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
                $"'{key}' is not a text that PNG can hold: keys have 1 to 79 characters, and there is no NUL")
            : Encoding.Latin1.GetBytes($"{key}\0{value}");
}
