using System.Buffers.Binary;
using GanSharp.IO.WebP;

namespace GanSharp.IO;

/// <summary>
/// A writer of animated WebP: lossless in grey and colour, played by every browser, and several times smaller than
/// <see cref="ApngWriter"/>'s files.
/// </summary>
public static class WebPWriter
{
    private const byte IsAnimated = 1 << 1, DoNotBlend = 1 << 1;
    private const int PerSecond = 1000;

    /// <summary>Writes a file, which appears whole or not at all.</summary>
    /// <exception cref="ArgumentException">A side is longer than 16,384 pixels.</exception>
    /// <exception cref="GanSharpException">The path cannot be written.</exception>
    public static void Save(string path, Animation animation) =>
        AtomicFile.Write(path, stream => Write(stream, animation));

    /// <summary>Writes <paramref name="animation"/>, which repeats forever.</summary>
    /// <exception cref="ArgumentException">A side is longer than 16,384 pixels.</exception>
    public static void Write(Stream stream, Animation animation)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(animation);
        var first = animation.Frames[0];
        if (Math.Max(first.Width, first.Height) > LosslessEncoder.MostSide)
            throw new ArgumentException(
                $"{first.Height}×{first.Width} pixels are more than a WebP can have "
                + $"({LosslessEncoder.MostSide} a side)", nameof(animation));
        byte[] size = [.. Bits24(first.Width - 1), .. Bits24(first.Height - 1)];
        var chunks = new MemoryStream();
        chunks.Write("WEBP"u8);
        WriteChunk(chunks, "VP8X"u8, [IsAnimated, 0, 0, 0, .. size]);
        WriteChunk(chunks, "ANIM"u8, [255, 255, 255, 255, 0, 0]); // on white, forever
        for (var i = 0; i < animation.Frames.Count; i++)
        {
            var data = new MemoryStream();
            WriteChunk(data, "VP8L"u8, LosslessEncoder.Encode(animation.Frames[i]));
            WriteChunk(
                chunks, "ANMF"u8,
                [.. Bits24(0), .. Bits24(0), .. size, .. Bits24(animation.DelayOf(i, PerSecond)), DoNotBlend,
                    .. data.ToArray()]);
        }
        WriteChunk(stream, "RIFF"u8, chunks.GetBuffer().AsSpan(0, (int)chunks.Length));
    }

    /// <summary>Writes a chunk: its name, the length of its data, the data, and a byte if that length is odd.</summary>
    private static void WriteChunk(Stream stream, ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, data.Length);
        stream.Write(name);
        stream.Write(length);
        stream.Write(data);
        if (data.Length % 2 == 1)
            stream.WriteByte(0);
    }

    /// <summary>Returns a number of 24 bits.</summary>
    private static byte[] Bits24(int value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16)];
}
