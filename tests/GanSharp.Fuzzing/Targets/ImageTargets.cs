using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using GanSharp.Data;
using GanSharp.IO;

namespace GanSharp.Fuzzing;

/// <summary>Files of images, and the data sets made of them.</summary>
internal static class ImageTargets
{
    // DEFLATE makes at most 1032 bytes of one. IDX are read into an array that doubles, PNG samples of a bit become three bytes.
    private static readonly Bound Plain = new(4 << 20, 8), Packed = new(4 << 20, 4 * 1032), Pictures = new(1 << 20, 24 * 1032);

    private const string Pair = "emnist-letters-train-";
    private static readonly byte[][] IdxTokens = [[0, 0, 8, 1], [0, 0, 8, 3], [0, 0, 8, 4], [0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0], [0, 0, 9], [0x1F, 0x8B, 8, 0]];
    private static readonly byte[] Member = "next member"u8.ToArray(), Zeros = new byte[4096];

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("idx", "x-idx", [Images(2), Labels(3)], ReadIdx) { Tokens = IdxTokens, Managed = Plain },
        new("idx-gzip", "x-idx", [Images(2), Labels(3), [.. Images(1), .. Member], [.. Images(4)[..20], .. Member, .. Images(4)[20..]]], ReadIdx)
        {
            Tokens = [.. IdxTokens, Member, Zeros], Managed = Packed, Pack = Members,
        },
        Set("idx-images", Pair + "images-idx3-ubyte", [Images(2)], "emnist-letters") with { Prepare = folder => Put(folder, Pair + "labels-idx1-ubyte", Labels(2)) },
        Set("idx-labels", Pair + "labels-idx1-ubyte", [Labels(2)], "emnist-letters") with { Prepare = folder => Put(folder, Pair + "images-idx3-ubyte", Images(2)) },
        new("png", "x.png", [.. Png()], path => $"{PngReader.Read(path).Channels}") { Tokens = PngTokens, Managed = Pictures, Pack = PackPng },
        Set("png-folder", "a/x.png", [.. Png()], "folder") with
        {
            Tokens = PngTokens, Managed = Pictures, Pack = PackPng, Prepare = folder => Put(folder, "b/y.png", PackPng(Png().First())),
        },
        Set("cifar", "data_batch_1.bin", [new byte[3073], new byte[2 * 3073]], "cifar10") with { Prepare = PutBatches, Managed = new(4 << 20, 8) },
    ];

    private static byte[][] PngTokens =>
    [
        "IHDR"u8.ToArray(), "PLTE"u8.ToArray(), "tRNS"u8.ToArray(), "IDAT"u8.ToArray(), "IEND"u8.ToArray(), "zzzz"u8.ToArray(),
        [0, 0, 0x40, 0, 0, 0, 0x40, 0], [0, 0, 0x40, 0, 0, 0, 0x10, 0, 1, 3, 0, 0, 1], [8, 6, 0, 0, 1], [16, 4, 0, 0, 0], [0, 0, 0, 3, (byte)'P', (byte)'L', (byte)'T', (byte)'E', 1, 2, 3],
    ];

    private static string ReadIdx(string path) => $"{Idx.Read(path).Extents.Length}";

    /// <summary>A data set of the catalogue, whose errors name it or a file.</summary>
    private static FuzzTarget Set(string name, string file, byte[][] seeds, string dataset) => new(name, file, seeds, path =>
    {
        var folder = Path.GetDirectoryName(path)!;
        var data = Datasets.Load(dataset, file.Contains('/') ? Path.GetDirectoryName(folder) : folder, new ImageSelection { ImageSize = 8 });
        return $"{data.ImageShape} {data.Classes}";
    })
    {
        Tokens = IdxTokens,
        Managed = Plain,
        Blamed = dataset,
    };

    private static byte[] Images(int count) =>
        FuzzTargets.Written(stream => Idx.Write(stream, new([count, 4, 5], [.. Enumerable.Range(0, count * 20).Select(i => (byte)(i * 11))])));

    private static byte[] Labels(int count) => FuzzTargets.Written(stream => Idx.Write(stream, new([count], [.. Enumerable.Range(1, count).Select(i => (byte)i)])));

    private static byte[] Members(byte[] bytes)
    {
        var text = Encoding.Latin1.GetString(bytes).Split(Encoding.Latin1.GetString(Member));
        return [.. text.SelectMany(member => FuzzTargets.GZip(Encoding.Latin1.GetBytes(member)))];
    }

    private static void PutBatches(string folder)
    {
        for (var number = 2; number <= 5; number++)
            Put(folder, $"data_batch_{number}.bin", new byte[3073]);
    }

    private static void Put(string folder, string name, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, name))!);
        File.WriteAllBytes(Path.Combine(folder, name), bytes);
    }

    /// <summary>Pictures of all colour types, their samples not yet compressed: chunks without checksums.</summary>
    private static IEnumerable<byte[]> Png()
    {
        foreach (var (type, depth, samples) in ((byte, byte, int)[])[(0, 8, 1), (2, 8, 3), (3, 1, 1), (3, 8, 1), (4, 16, 2), (6, 8, 4)])
        {
            foreach (var interlaced in (byte[])[0, 1])
            {
                var pixels = new byte[9 * (9 * samples * depth / 8 + 2) + 40];
                yield return
                [
                    .. FileKind.Png.Signature, .. Chunk("IHDR", [0, 0, 0, 9, 0, 0, 0, 9, depth, type, 0, 0, interlaced]), .. Chunk("PLTE", [9, 8, 7, 6, 5, 4]),
                    .. type is 0 or 2 or 3 ? Chunk("tRNS", new byte[2 * samples]) : [], .. Chunk("IDAT", pixels[..40]), .. Chunk("IDAT", pixels[40..]), .. Chunk("IEND", []),
                ];
            }
        }
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        return [.. length, .. Encoding.Latin1.GetBytes(type), .. data];
    }

    /// <summary>Compresses the samples, of which there may be several chunks, and gives chunks their checksums; what is no chunk stays as it is.</summary>
    private static byte[] PackPng(byte[] bytes)
    {
        var (at, samples) = (Math.Min(8, bytes.Length), new MemoryStream());
        var packed = FuzzTargets.Written(stream =>
        {
            stream.Write(bytes, 0, at);
            while (at + 8 <= bytes.Length && BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at)) is var length && length <= bytes.Length - at - 8)
            {
                var type = bytes.AsSpan(at + 4, 4);
                var data = bytes.AsSpan(at + 8, (int)length);
                at += 8 + (int)length;
                if (type.SequenceEqual("IDAT"u8))
                    samples.Write(data);
                if (type.SequenceEqual("IEND"u8) && samples.Length > 0)
                    PngChunks.Write(stream, "IDAT"u8, Compressed(samples.ToArray()));
                if (!type.SequenceEqual("IDAT"u8))
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
