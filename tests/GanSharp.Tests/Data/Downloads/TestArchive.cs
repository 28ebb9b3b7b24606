using System.Formats.Tar;
using System.IO.Compression;

namespace GanSharp.Tests.Data.Downloads;

/// <summary>Archives in memory.</summary>
internal static class TestArchive
{
    public static byte[] Zip(params (string Path, byte[] Bytes)[] members)
    {
        var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create))
        {
            foreach (var (path, bytes) in members)
            {
                using var target = zip.CreateEntry(path).Open();
                target.Write(bytes);
            }
        }
        return packed.ToArray();
    }

    public static byte[] Tar(params (string Path, byte[] Bytes)[] members)
    {
        var packed = new MemoryStream();
        using (var tar = new TarWriter(packed))
            foreach (var (path, bytes) in members)
                tar.WriteEntry(
                    new UstarTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(bytes) });
        return packed.ToArray();
    }

    public static byte[] GZip(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return packed.ToArray();
    }
}
