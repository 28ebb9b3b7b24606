using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using GanSharp.IO;

namespace GanSharp.Fuzzing.Targets;

/// <summary>PNG files. An input has uncompressed samples, and chunks without checksums.</summary>
internal static class PngTargets
{
    // A sample of one bit can become three bytes.
    private static readonly Bound Pictures = new(1 << 20, 24 * FuzzTargets.Expansion);

    private static readonly byte[][] Tokens =
    [
        .. FuzzTarget.Split("IHDR   PLTE   tRNS   IDAT   IEND   zzzz"), [8, 6, 0, 0, 1], [16, 4, 0, 0, 0],
        Chunk("PLTE", [1, 2, 3]),
        [0, 0, 0x40, 0, 0, 0, 0x40, 0], [0, 0, 0x40, 0, 0, 0, 0x10, 0, 1, 3, 0, 0, 1],
    ];

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("png", "x.png", Seeds, path => $"{PngReader.Read(path).Channels}")
        {
            Tokens = Tokens, Managed = Pictures, Pack = Pack,
        },
        DatasetTargets.Of("folder", "png-folder", "a/x.png", Seeds) with
        {
            Tokens = Tokens,
            Managed = Pictures,
            Pack = Pack,
            Prepare = folder => FuzzTargets.Put(folder, "b/y.png", Pack(Seeds[0])),
        },
    ];

    /// <summary>Pictures of all colour types, with and without interlacing.</summary>
    private static byte[][] Seeds =>
    [
        Seed(0, 8, 1, 0), Seed(0, 8, 1, 1), Seed(2, 8, 3, 0), Seed(2, 8, 3, 1), Seed(3, 1, 1, 0), Seed(3, 8, 1, 1),
        Seed(4, 16, 2, 0), Seed(6, 8, 4, 1),
    ];

    private static byte[] Seed(byte type, byte depth, int samples, byte interlaced)
    {
        var pixels = new byte[9 * (9 * samples * depth / 8 + 2) + 40];
        return
        [
            .. FileKind.Png.Signature,
            .. Chunk("IHDR", [0, 0, 0, 9, 0, 0, 0, 9, depth, type, 0, 0, interlaced]),
            .. Chunk("PLTE", [9, 8, 7, 6, 5, 4]),
            .. type < 4 ? Chunk("tRNS", new byte[2 * samples]) : [],
            .. Chunk("IDAT", pixels[..40]),
            .. Chunk("IDAT", pixels[40..]),
            .. Chunk("IEND", []),
        ];
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        return [.. length, .. Encoding.Latin1.GetBytes(type), .. data];
    }

    /// <summary>
    /// Joins and compresses the chunks of samples, and adds checksums to the chunks. Other bytes stay unchanged.
    /// </summary>
    private static byte[] Pack(byte[] bytes)
    {
        var (at, samples) = (Math.Min(FileKind.Png.Signature.Length, bytes.Length), new MemoryStream());
        var packed = FuzzTargets.Written(stream =>
        {
            stream.Write(bytes, 0, at);
            while (at + 8 <= bytes.Length
                && BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at)) is var length
                && length <= bytes.Length - at - 8)
            {
                var type = bytes.AsSpan(at + 4, 4);
                var data = bytes.AsSpan(at + 8, (int)length);
                at += 8 + (int)length;
                if (type.SequenceEqual("IEND"u8) && samples.Length > 0)
                    PngChunks.Write(stream, "IDAT"u8, Compressed(samples.ToArray()));
                if (type.SequenceEqual("IDAT"u8))
                    samples.Write(data);
                else
                    PngChunks.Write(stream, type, data);
            }
        });
        return [.. packed, .. bytes[at..]];
    }

    private static byte[] Compressed(byte[] bytes) => FuzzTargets.Written(stream =>
    {
        using var packed = new ZLibStream(stream, CompressionLevel.Fastest);
        packed.Write(bytes);
    });
}
