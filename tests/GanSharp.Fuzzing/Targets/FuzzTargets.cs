using System.IO.Compression;

namespace GanSharp.Fuzzing;

/// <summary>Every reader of foreign bytes.</summary>
internal static class FuzzTargets
{
    public static IReadOnlyList<FuzzTarget> All { get; } = [.. ImageTargets.All, .. TensorTargets.All, .. RunTargets.All, .. OtherTargets.All];

    /// <summary>A stream's bytes.</summary>
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
}
