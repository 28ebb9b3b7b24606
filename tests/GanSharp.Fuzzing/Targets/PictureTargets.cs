using System.IO.Compression;
using System.Reflection;
using GanSharp.Data;
using GanSharp.Images;
using GanSharp.IO;

namespace GanSharp.Fuzzing.Targets;

/// <summary>Pictures in the formats of GanSharp.Images, and pictures in archives and tables.</summary>
internal static class PictureTargets
{
    // Red, green, blue and alpha of each pixel, then the picture without alpha.
    private const int BytesPerPixel = 4 + 3;

    // Up to 2²⁰ pixels whatever the size of the file, and 4,096 for each byte.
    private static readonly Bound Decoded = new((1 << 20) * (BytesPerPixel + 1), 4096 * BytesPerPixel);

    // The names of the entries, their contents, and what the decoder needs for these.
    private static readonly Bound Zipped = new(4 << 20, 24 * FuzzTargets.Expansion);

    private static readonly byte[] Png = FuzzTargets.Written(stream =>
        PngWriter.Write(stream, new(9, 9, 1, new byte[81])));

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        Of("jpeg", "baseline.jpg", "progressive.jpg", "grey.jpg", "cmyk.jpg", "orientation-6.jpg"),
        Of("webp", "lossy.webp", "lossless.webp", "transparent.webp"),
        Of("gif", "colour.gif", "frames.gif"),
        Of("bmp", "colour.bmp"),
        OfFolder("zip-pictures", "x.zip", Zip("a/1.png", "b/2.png"), Zip("c/a/1.png", "c/b/2.png")) with
        {
            Tokens =
            [
                .. FuzzTarget.Texts(
                    "PK\u0001\u0002", "PK\u0003\u0004", "PK\u0005\u0006", "PK\u0006\u0006", "../", "..\\", "/",
                    "a/1.png"),
            ],
            Managed = Zipped,
        },
        new(
            "csv", "labels.csv",
            FuzzTarget.Texts(
                "file,label\n1.png,a\n2.png,b\n", "Image,x,Class\r\n\"1.png\",,\"a\"\"\"\r\n"),
            path => Summary(Path.GetDirectoryName(path)!))
        {
            Tokens = FuzzTarget.Split("file   label   1.png   2.png   \"   \"\"   ,   \r\n   ./1.png   \uFEFF"),
            Managed = new(4 << 20, 4096),
            Blamed = "folder",
            Prepare = folder =>
            {
                FuzzTargets.Put(folder, "1.png", Png);
                FuzzTargets.Put(folder, "2.png", Png);
            },
        },
        new("parquet", "x.parquet", [Fixture("structs.parquet"), Fixture("bytes.parquet")], ReadTable)
        {
            Tokens = FuzzTarget.Split("PAR1   image   bytes   label   huggingface   names   \"info\""),
            Managed = new(64 << 20, 1 << 16),
        },
    ];

    private static FuzzTarget Of(string name, params string[] seeds) =>
        new(name, $"x{Path.GetExtension(seeds[0])}", [.. seeds.Select(Fixture)], path =>
        {
            var picture = new SkiaPictureReader().Read(File.ReadAllBytes(path), path, DecodeOptions.Default);
            return $"{picture.Channels} {picture.Width > 23}";
        })
        {
            Managed = Decoded,
        };

    private static FuzzTarget OfFolder(string name, string file, params byte[][] seeds) =>
        new(name, file, seeds, Summary) { Blamed = "folder" };

    private static string Summary(string path)
    {
        var data = Datasets.Load("folder", path, new ImageSelection { ImageSize = 8, SkipDamaged = true });
        return $"{data.Count} {data.Classes} {data.LeftOut.Count}";
    }

    private static string ReadTable(string path)
    {
        var table = new ParquetPictures().Open(path);
        var bytes = Enumerable.Range(0, Math.Min(table.Count, 100)).Sum(row => table.Read(row).Length);
        return $"{table.Count} {table.Labels?.Count} {bytes > 0}";
    }

    private static byte[] Zip(params string[] names) => FuzzTargets.Written(stream =>
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create);
        foreach (var name in names)
        {
            using var entry = zip.CreateEntry(name).Open();
            entry.Write(Png);
        }
    });

    private static byte[] Fixture(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        return FuzzTargets.Written(stream.CopyTo);
    }
}
