using System.Buffers.Binary;

namespace GanSharp.Images;

/// <summary>
/// Walks through the segments of a JPEG file to its end marker. Skia reports a progressive file that was cut off as a
/// success; its end marker is missing then.
/// </summary>
internal static class JpegStructure
{
    private const byte Prefix = 0xFF, StartOfImage = 0xD8, EndOfImage = 0xD9, StartOfScan = 0xDA;

    /// <summary>Requires that the file has a start, a scan and an end.</summary>
    /// <exception cref="GanSharpException">It has not.</exception>
    public static void RequireWhole(ReadOnlySpan<byte> file, string name)
    {
        if (file is not [Prefix, StartOfImage, ..])
            throw Damaged(name, "it does not start as a JPEG file does");
        var (at, hasScan) = (2, false);
        while (NextMarker(file, ref at) is { } marker)
        {
            if (marker == EndOfImage && hasScan)
                return;
            if (!HasLength(marker))
                continue;
            if (at + 2 > file.Length)
                break;
            at += BinaryPrimitives.ReadUInt16BigEndian(file[at..]);
            hasScan |= marker == StartOfScan;
        }
        throw Damaged(name, "it ends too early");
    }

    /// <summary>Moves behind the next marker, past the data of a scan; null at the end of the file.</summary>
    private static byte? NextMarker(ReadOnlySpan<byte> file, ref int at)
    {
        while (at < file.Length)
        {
            var next = file[at..].IndexOf(Prefix);
            if (next < 0 || at + next + 1 >= file.Length)
                return null;
            at += next + 1;
            // 0xFF 0x00 is a byte of data, 0xFF 0xFF padding.
            if (file[at] is not (0 or Prefix))
                return file[at++];
        }
        return null;
    }

    /// <summary>Whether a segment follows: not after the markers of restarts, of start and end, and TEM.</summary>
    private static bool HasLength(byte marker) => marker is not (0x01 or (>= 0xD0 and <= EndOfImage));

    private static GanSharpException Damaged(string name, string why) =>
        new($"{name}: is damaged: {why}; copy it again");
}
