using System.Formats.Tar;
using System.IO.Compression;
using GanSharp.Data.Downloads;

namespace GanSharp.Fuzzing.Targets;

/// <summary>Archives from which two files are extracted. No other file may appear.</summary>
internal static class ArchiveTargets
{
    private static readonly (string Name, byte[] Contents)[] Members =
    [
        ("deep/er/a.bin", new byte[100]), ("b.bin", [1, 2, 3]),
    ];

    private static readonly byte[][] Tokens =
    [
        .. FuzzTarget.Split(
            """
            a.bin   b.bin   ../a.bin   ../../x   /tmp/a.bin   ..\a.bin   deep/   ././@LongLink   27 path=../a.bin
            77777777777
            """),
        .. FuzzTarget.Texts("PK\u0001\u0002", "PK\u0003\u0004", "PK\u0005\u0006", "ustar\0", "a.bin\0", new('a', 300)),
    ];

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        Of("zip", "x.zip", Zip()),
        Of("tar", "x.tar.gz", Tar(TarEntryFormat.Ustar), Tar(TarEntryFormat.Pax), Tar(TarEntryFormat.Gnu)) with
        {
            Pack = FuzzTargets.GZip,
        },
    ];

    private static FuzzTarget Of(string name, string file, params byte[][] seeds) => new(name, file, seeds, path =>
    {
        var (folder, into) = (Path.GetDirectoryName(path)!, Path.Combine(Path.GetDirectoryName(path)!, "deep", "into"));
        if (Directory.Exists(into))
            Directory.Delete(into, recursive: true);
        try
        {
            Archive.Unpack(path, ["a.bin", "b.bin"], into);
        }
        catch (GanSharpException)
        {
            RequireNothingElse(folder, path);
            throw;
        }
        RequireNothingElse(folder, path);
        var members = Directory.GetFiles(into).Order(StringComparer.Ordinal);
        return string.Join(' ', members.Select(member => new FileInfo(member).Length > 0));
    })
    {
        Tokens = Tokens,
        Managed = new(4 << 20, FuzzTargets.Expansion),
    };

    private static void RequireNothingElse(string folder, string archive)
    {
        var names = Directory
            .GetFiles(folder, "*", SearchOption.AllDirectories)
            .Concat(Directory.GetFiles(Path.GetDirectoryName(folder)!));
        string[] expected =
        [
            archive,
            .. Members.Select(member => Path.Combine(folder, "deep", "into", Path.GetFileName(member.Name))),
        ];
        if (names.Except(expected).FirstOrDefault() is { } strange)
            throw new InvalidOperationException($"there is {strange}");
    }

    private static byte[] Zip() => FuzzTargets.Written(stream =>
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create);
        foreach (var (name, contents) in Members)
        {
            using var target = zip.CreateEntry(name).Open();
            target.Write(contents);
        }
    });

    private static byte[] Tar(TarEntryFormat format) => FuzzTargets.Written(stream =>
    {
        using var tar = new TarWriter(stream, format);
        foreach (var (name, contents) in Members)
        {
            TarEntry entry = format switch
            {
                TarEntryFormat.Ustar => new UstarTarEntry(TarEntryType.RegularFile, name),
                TarEntryFormat.Pax => new PaxTarEntry(TarEntryType.RegularFile, name, [new("comment", new('c', 200))]),
                _ => new GnuTarEntry(TarEntryType.RegularFile, name),
            };
            entry.DataStream = new MemoryStream(contents);
            tar.WriteEntry(entry);
        }
    });
}
