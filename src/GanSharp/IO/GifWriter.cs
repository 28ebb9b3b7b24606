using System.Text;

namespace GanSharp.IO;

/// <summary>
/// A writer of animated GIF, which every browser, chat and mail program plays. Grey is exact. Colours are reduced to
/// six levels each of red, green and blue, with a fixed dither pattern to avoid flicker; <see cref="ApngWriter"/> is
/// lossless.
/// </summary>
public static class GifWriter
{
    private const byte
        Extension = 0x21, Application = 0xFF, GraphicControl = 0xF9, Image = 0x2C, Trailer = 0x3B,
        PaletteOf256 = 0xF7, LeaveInPlace = 1 << 2;

    private const int PerSecond = 100;

    /// <summary>Writes a file, which appears whole or not at all.</summary>
    /// <exception cref="ArgumentException">A side is longer than 65,535 pixels.</exception>
    /// <exception cref="GanSharpException">The path cannot be written.</exception>
    public static void Save(string path, Animation animation) =>
        AtomicFile.Write(path, stream => Write(stream, animation));

    /// <summary>Writes <paramref name="animation"/>, which repeats forever.</summary>
    /// <exception cref="ArgumentException">A side is longer than 65,535 pixels.</exception>
    public static void Write(Stream stream, Animation animation)
    {
        ArgumentNullException.ThrowIfNull(animation);
        var first = animation.Frames[0];
        if (Math.Max(first.Width, first.Height) > ushort.MaxValue)
            throw new ArgumentException(
                $"{first.Height}×{first.Width} pixels are more than a GIF can have ({ushort.MaxValue} a side)",
                nameof(animation));
        using var writer = new BinaryWriter(stream, Encoding.ASCII, leaveOpen: true);
        writer.Write("GIF89a"u8);
        WriteSize(writer, first);
        writer.Write([PaletteOf256, 0, 0]);
        writer.Write(GifPalette.Colors(first.Channels));
        writer.Write([Extension, Application, 11, .. "NETSCAPE2.0"u8, 3, 1, 0, 0, 0]); // repeat forever
        for (var i = 0; i < animation.Frames.Count; i++)
            WriteFrame(writer, animation.Frames[i], (ushort)animation.DelayOf(i, PerSecond));
        writer.Write(Trailer);
    }

    private static void WriteFrame(BinaryWriter writer, Bitmap frame, ushort delay)
    {
        writer.Write([Extension, GraphicControl, 4, LeaveInPlace]);
        writer.Write(delay);
        writer.Write([0, 0]); // no transparent colour
        writer.Write([Image, 0, 0, 0, 0]); // at the top left
        WriteSize(writer, frame);
        writer.Write((byte)0); // no local palette
        LzwEncoder.Write(writer, GifPalette.Indices(frame));
    }

    private static void WriteSize(BinaryWriter writer, Bitmap frame)
    {
        writer.Write((ushort)frame.Width);
        writer.Write((ushort)frame.Height);
    }
}
