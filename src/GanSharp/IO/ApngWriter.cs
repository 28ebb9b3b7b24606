using System.Buffers.Binary;

namespace GanSharp.IO;

/// <summary>
/// A writer of animated PNG: lossless in grey and colour, and played by every browser. Programs that only support PNG
/// show the first frame.
/// </summary>
public static class ApngWriter
{
    private const int PerSecond = 100;

    /// <summary>Writes a file, which appears whole or not at all.</summary>
    /// <exception cref="GanSharpException">The path cannot be written.</exception>
    public static void Save(string path, Animation animation) =>
        AtomicFile.Write(path, stream => Write(stream, animation));

    /// <summary>Writes <paramref name="animation"/>, which repeats forever.</summary>
    public static void Write(Stream stream, Animation animation)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(animation);
        var (frames, sequence) = (animation.Frames, 0);
        stream.Write(FileKind.Png.Signature);
        PngChunks.Write(stream, "IHDR"u8, PngWriter.Header(frames[0]));
        PngChunks.Write(stream, "acTL"u8, Control(frames.Count));
        for (var i = 0; i < frames.Count; i++)
        {
            PngChunks.Write(stream, "fcTL"u8, FrameControl(sequence++, frames[i], animation.DelayOf(i, PerSecond)));
            if (i == 0)
                PngChunks.Write(stream, "IDAT"u8, PngWriter.Compress(frames[i]));
            else
                PngChunks.Write(stream, "fdAT"u8, [.. Word(sequence++), .. PngWriter.Compress(frames[i])]);
        }
        PngChunks.Write(stream, "IEND"u8, []);
    }

    /// <summary>Returns the data of acTL: the number of frames, and 0 for endless repetition.</summary>
    private static byte[] Control(int frames) => [.. Word(frames), .. Word(0)];

    /// <summary>
    /// Returns the data of fcTL: sequence number, width, height, position, and the delay as a fraction. The two zeros
    /// mean that the frame stays and replaces the previous one.
    /// </summary>
    private static byte[] FrameControl(int sequence, Bitmap frame, int delay) =>
    [
        .. Word(sequence), .. Word(frame.Width), .. Word(frame.Height), .. Word(0), .. Word(0),
        .. Word(delay << 16 | PerSecond), 0, 0,
    ];

    private static byte[] Word(int value)
    {
        var word = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(word, value);
        return word;
    }
}
