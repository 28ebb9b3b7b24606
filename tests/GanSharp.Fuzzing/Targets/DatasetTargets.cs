using System.Text;
using GanSharp.Data;
using GanSharp.IO;

namespace GanSharp.Fuzzing.Targets;

/// <summary>IDX files, and data sets made of IDX and CIFAR files.</summary>
internal static class DatasetTargets
{
    private const string Images = "emnist-letters-train-images-idx3-ubyte",
        Labels = "emnist-letters-train-labels-idx1-ubyte";

    // Arrays double while they are read, and scaling copies the images of a data set.
    private static readonly Bound Plain = new(4 << 20, 8), Packed = new(4 << 20, 4 * FuzzTargets.Expansion);

    private static readonly byte[] Member = "next member"u8.ToArray();
    private static readonly byte[][] Headers =
        [[0, 0, 8, 1], [0, 0, 8, 3], [0, 0, 8, 4], [0, 0, 9], [0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0], [0x1F, 0x8B, 8, 0]];

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("idx", "x-idx", [ImagesOf(2), LabelsOf(3)], ReadIdx) { Tokens = Headers, Managed = Plain },
        new(
            "idx-gzip", "x-idx", [ImagesOf(2), LabelsOf(3), [.. ImagesOf(4)[..20], .. Member, .. ImagesOf(4)[20..]]],
            ReadIdx)
        {
            Tokens = [.. Headers, Member, new byte[4096]],
            Managed = Packed,
            Pack = PackMembers,
        },
        Of("emnist-letters", "idx-images", Images, ImagesOf(2)) with
        {
            Prepare = folder => FuzzTargets.Put(folder, Labels, LabelsOf(2)),
        },
        OnDisk("idx-disk") with { Managed = new(4 << 20, 16) },
        OnDisk("idx-disk-gzip") with { Tokens = [.. Headers, Member, new byte[4096]], Pack = PackMembers },
        Of("emnist-letters", "idx-labels", Labels, LabelsOf(2)) with
        {
            Prepare = folder => FuzzTargets.Put(folder, Images, ImagesOf(2)),
        },
        Of("cifar10", "cifar", "data_batch_1.bin", new byte[3073], new byte[2 * 3073]) with { Prepare = PutBatches },
    ];

    /// <summary>Creates a target for a data set of the catalogue, whose errors name it or a file.</summary>
    public static FuzzTarget Of(string dataset, string name, string file, params byte[][] seeds) =>
        new(name, file, seeds, path =>
        {
            var data = Datasets.Load(dataset, path[..^(file.Length + 1)], new ImageSelection { ImageSize = 8 });
            return $"{data.ImageShape} {data.Classes}";
        })
        {
            Tokens = Headers,
            Managed = Plain,
            Blamed = dataset,
        };

    /// <summary>Creates a target for images that are not held in memory.</summary>
    private static FuzzTarget OnDisk(string name) =>
        new(name, Images, [ImagesOf(2), ImagesOf(30)], path =>
        {
            var folder = path[..^(Images.Length + 1)];
            var cache = Path.Combine(folder, "cache");
            if (Directory.Exists(cache))
                Directory.Delete(cache, recursive: true); // inputs of one length and time are one file for it
            var data = Datasets.Load(
                "emnist-letters", DatasetPart.Training, folder, cache, new(),
                new() { MostBytes = 0, Cache = cache });
            return $"{data.ImageShape} {data.Image(data.Count - 1)[0] > 99}";
        })
        {
            Tokens = Headers,
            Managed = Plain,
            Blamed = "emnist-letters",
        };

    private static string ReadIdx(string path) => $"{Idx.Read(path).Extents.Length}";

    private static byte[] ImagesOf(int count) =>
        FuzzTargets.Written(stream =>
            Idx.Write(stream, new([count, 4, 5], [.. Enumerable.Range(0, count * 20).Select(i => (byte)(i * 11))])));

    private static byte[] LabelsOf(int count) =>
        FuzzTargets.Written(stream =>
            Idx.Write(stream, new([count], [.. Enumerable.Range(1, count).Select(i => (byte)i)])));

    /// <summary>Creates a gzip file, split into members where the input has the separator.</summary>
    private static byte[] PackMembers(byte[] bytes)
    {
        var members = Encoding.Latin1.GetString(bytes).Split(Encoding.Latin1.GetString(Member));
        return [.. members.SelectMany(member => FuzzTargets.GZip(Encoding.Latin1.GetBytes(member)))];
    }

    private static void PutBatches(string folder)
    {
        for (var number = 2; number <= 5; number++)
            FuzzTargets.Put(folder, $"data_batch_{number}.bin", new byte[3073]);
    }
}
