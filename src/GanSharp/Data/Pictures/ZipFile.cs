using System.IO.Compression;
using GanSharp.IO;

namespace GanSharp.Data.Pictures;

/// <summary>The files in a zip file. It opens the file at the first read.</summary>
internal sealed class ZipFile
{
    private const int MostDepth = 32;

    /// <summary>The largest expansion factor of DEFLATE.</summary>
    private const int MostExpansion = 1032;

    private readonly Lock _gate = new();
    private FileStream? _stream;
    private Dictionary<string, ZipArchiveEntry> _entries = [];

    private ZipFile(string path, IReadOnlyList<string> names) => (Path, Names) = (path, names);

    /// <summary>The path of the zip file.</summary>
    public string Path { get; }

    /// <summary>The paths of its files, with <c>/</c> between folders.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Reads the names in a zip file.</summary>
    /// <exception cref="GanSharpException">
    /// The file is damaged or encrypted, or a name is ambiguous or leads out of it.
    /// </exception>
    public static ZipFile Open(string path) =>
        new(path, InputFile.Read(path, stream => stream.Length > 0
            ? Undamaged(path, () => EntriesOf(path, stream).Keys.ToArray())
            : throw GanSharpException.Damaged($"{path}: is empty", "fetch or pack it again")));

    /// <summary>Reads a file in it.</summary>
    /// <exception cref="GanSharpException">The file is too large or damaged.</exception>
    public byte[] ReadBytes(string name)
    {
        lock (_gate)
        {
            return Undamaged($"{Path}/{name}", () =>
            {
                if (_stream is null)
                {
                    _stream = DiskFile.Open(Path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
                    _entries = EntriesOf(Path, _stream);
                }
                return Contents(_entries[name], _stream.Length);
            });
        }
    }

    /// <summary>Closes the file, which another read opens again.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _stream?.Dispose();
            _stream = null;
        }
    }

    private static byte[] Contents(ZipArchiveEntry entry, long fileLength)
    {
        var packed = Math.Min(entry.CompressedLength, fileLength);
        if (entry.Length < 0 || entry.Length > packed * MostExpansion)
            throw new InvalidDataException($"{packed} bytes cannot hold {entry.Length}");
        if (entry.Length > Limits.PictureBytes)
            throw new InvalidDataException($"more than {Limits.PictureBytes} bytes");
        var bytes = new byte[entry.Length];
        using var stream = entry.Open();
        stream.ReadExactly(bytes);
        return stream.ReadByte() < 0 && Crc32.Append(0, bytes) == entry.Crc32 ? bytes
            : throw new InvalidDataException("its checksum differs");
    }

    private static Dictionary<string, ZipArchiveEntry> EntriesOf(string path, Stream stream)
    {
        var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        var entries = new Dictionary<string, ZipArchiveEntry>();
        foreach (var entry in zip.Entries)
        {
            var name = entry.FullName.Replace('\\', '/');
            var parts = name.TrimEnd('/').Split('/');
            if (parts.Length > MostDepth
                || name.Contains('\0')
                || Array.Exists(parts, part => part is "" or "." or ".."))
                throw new GanSharpException($"{path}: its entry {entry.FullName} has no usable path; pack it again");
            if (entry.IsEncrypted)
                throw new GanSharpException($"{path}: is encrypted; unpack it with its password and name the folder");
            if (!name.EndsWith('/') && !entries.TryAdd(name, entry))
                throw new GanSharpException($"{path}: has two entries {name}; pack it again");
        }
        return entries;
    }

    private static T Undamaged<T>(string name, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException)
        {
            throw GanSharpException.Damaged($"{name}: is damaged ({e.Message})", "fetch or pack it again", e);
        }
    }
}
