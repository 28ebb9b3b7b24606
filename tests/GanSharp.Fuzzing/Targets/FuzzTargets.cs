using System.IO.Compression;

namespace GanSharp.Fuzzing.Targets;

/// <summary>The list of all readers of foreign bytes.</summary>
internal static class FuzzTargets
{
    /// <summary>The largest expansion factor of DEFLATE.</summary>
    public const int Expansion = 1032;

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        .. DatasetTargets.All,
        .. PngTargets.All,
        .. PictureTargets.All,
        .. TensorTargets.All,
        .. TorchTargets.All,
        InceptionTarget.Target,
        .. RunTargets.All,
        .. SweepTargets.All,
        .. EventTargets.All,
        .. ArchiveTargets.All,
    ];

    /// <summary>Returns the bytes that <paramref name="write"/> writes to a stream.</summary>
    public static byte[] Written(Action<Stream> write)
    {
        var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }

    public static byte[] GZip(byte[] bytes) => Written(stream =>
    {
        using var packed = new GZipStream(stream, CompressionLevel.Fastest);
        packed.Write(bytes);
    });

    /// <summary>Writes a file into a folder and creates the folder if needed.</summary>
    public static void Put(string folder, string name, byte[] bytes)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }
}
