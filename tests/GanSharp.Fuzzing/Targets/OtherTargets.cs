using System.Buffers.Binary;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using GanSharp.Data;
using GanSharp.IO.Events;

namespace GanSharp.Fuzzing;

/// <summary>Event files and archives.</summary>
internal static class OtherTargets
{
    private static readonly byte[][] Names = FuzzTarget.Texts(
        "a.bin", "b.bin", "../a.bin", "../../x", "/tmp/a.bin", "..\\a.bin", "deep/", "PK\u0003\u0004", "PK\u0001\u0002", "PK\u0005\u0006", "ustar\0", "././@LongLink", "27 path=../a.bin\n", "99 size=", "77777777777");

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("events", "events.out.tfevents.1.x", [Events()], path => string.Join(' ', EventFile.Read(path).Select(value => value.GetType().Name).Distinct()))
        {
            Tokens = FuzzTarget.Texts("brain.Event:2", "\u000a\u0000", "\u002a\u0004", "\u003a\u0002\u0008\u0001", "\u00ff\u00ff\u00ff\u00ff\u000f"), Pack = PackRecords,
        },
        OfArchive("zip", "x.zip", Zip()),
        OfArchive("tar", "x.tar.gz", Tar(TarEntryFormat.Ustar), Tar(TarEntryFormat.Pax), Tar(TarEntryFormat.Gnu)) with { Pack = FuzzTargets.GZip, Managed = new(4 << 20, 4 * 1032) },
    ];

    /// <summary>An archive that is unpacked, beside which nothing may appear.</summary>
    private static FuzzTarget OfArchive(string name, string file, params byte[][] seeds) => new(name, file, seeds, path =>
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
            CheckThatNothingElseIsIn(folder, path);
            throw;
        }
        CheckThatNothingElseIsIn(folder, path);
        return string.Join(' ', Directory.GetFiles(into).Select(member => new FileInfo(member).Length > 0));
    })
    {
        Tokens = Names,
        Managed = new(4 << 20, 4 * 1032),
    };

    private static void CheckThatNothingElseIsIn(string folder, string archive)
    {
        var names = Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Concat(Directory.GetFiles(Path.GetDirectoryName(folder)!)).Except([archive]);
        if (names.FirstOrDefault(name => Path.GetRelativePath(folder, name) is not ("deep/into/a.bin" or "deep/into/b.bin")) is { } strange)
            throw new InvalidOperationException($"there is {strange}");
    }

    /// <summary>Records without their framing: two bytes of length, then the data.</summary>
    private static byte[] Events()
    {
        var bytes = Example.FileOf(path =>
        {
            using (var file = EventFile.Create(path, TimeProvider.System))
            {
                file.AddScalar("loss", 1, 0.5);
                file.AddImage("samples", 2, new(2, 2, 1, [1, 2, 3, 4]));
            }
            using var resumed = EventFile.Resume(path, 2);
        });
        var stream = new MemoryStream(bytes);
        return FuzzTargets.Written(unpacked =>
        {
            while (Records.Next(stream, "") is { } record)
            {
                unpacked.Write([(byte)record.Length, (byte)(record.Length >> 8)]);
                unpacked.Write(record);
            }
        });
    }

    private static byte[] PackRecords(byte[] bytes) => FuzzTargets.Written(stream =>
    {
        for (var at = 0; at < bytes.Length;)
        {
            var length = at + 2 <= bytes.Length ? BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at)) : 0;
            var begin = Math.Min(bytes.Length, at + 2);
            at = Math.Min(bytes.Length, begin + length);
            Records.Write(stream, bytes.AsSpan(begin, at - begin));
        }
    });

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
            var data = new MemoryStream(contents);
            TarEntry entry = format switch
            {
                TarEntryFormat.Ustar => new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = data },
                TarEntryFormat.Pax => new PaxTarEntry(TarEntryType.RegularFile, name, [new("comment", new('c', 200))]) { DataStream = data },
                _ => new GnuTarEntry(TarEntryType.RegularFile, name) { DataStream = data },
            };
            tar.WriteEntry(entry);
        }
    });

    private static (string Name, byte[] Contents)[] Members => [("deep/er/a.bin", Encoding.UTF8.GetBytes(new string('a', 100))), ("b.bin", [1, 2, 3])];
}
