using System.IO.Compression;
using GanSharp.IO;

namespace GanSharp.Data.Downloads;

/// <summary>Extraction of files from archives.</summary>
internal static class Archive
{
    /// <summary>Largest member that is extracted: 1 GiB.</summary>
    public const int MaxBytes = 1 << 30;

    /// <summary>
    /// Extracts members by name into <paramref name="folder"/>, each whole or not at all. Paths in the archive are
    /// ignored, so nothing is ever written outside the folder.
    /// </summary>
    /// <param name="path">A zip file (extension <c>.zip</c>) or a gzip-compressed tar file.</param>
    /// <param name="names">The names of the members, without paths. Zip members are extracted in this order.</param>
    /// <param name="folder">The target folder. Existing files are replaced.</param>
    /// <param name="cancellation">Stops the work between two pieces.</param>
    /// <exception cref="GanSharpException">
    /// The archive is damaged, a member is missing or too large, or the folder cannot be written.
    /// </exception>
    public static void Unpack(
        string path, IReadOnlyList<string> names, string folder, CancellationToken cancellation = default)
    {
        var missing = names.ToHashSet();
        InputFile.Read(path, stream =>
        {
            try
            {
                var members = path.EndsWith(".zip", StringComparison.Ordinal)
                    ? ZipMembers(stream, names)
                    : TarMembers(stream, missing, Copy);
                foreach (var (name, contents, length) in members)
                {
                    AtomicFile.Write(Path.Combine(folder, name), target => Copy(contents, target, length));
                    missing.Remove(name);
                }
                return missing;
            }
            catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
            {
                throw new GanSharpException($"{path}: damaged archive ({e.Message}); delete it and fetch it again", e);
            }
        });
        if (missing.Count > 0)
            throw new GanSharpException(
                $"{path}: has no {string.Join(", ", missing.Order(StringComparer.Ordinal))}; "
                + "delete it and fetch it again");

        void Copy(Stream source, Stream target, long? length) =>
            Archive.Copy(source, target, length, path, cancellation);
    }

    private static IEnumerable<(string Name, Stream Contents, long? Length)> ZipMembers(
        Stream stream, IReadOnlyList<string> names)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        foreach (var name in names)
        {
            if (zip.Entries.FirstOrDefault(entry => entry.Name == name) is not { } entry)
                continue;
            using var contents = entry.Open();
            yield return (name, contents, null);
        }
    }

    private static IEnumerable<(string Name, Stream Contents, long? Length)> TarMembers(
        Stream stream, HashSet<string> wanted, Action<Stream, Stream, long?> copy)
    {
        using var tar = new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
        while (wanted.Count > 0 && TarHeader.Read(tar) is { } header)
        {
            if (header.IsFile && wanted.TryGetValue(header.Name, out var name))
                yield return (name, tar, header.Size);
            else
                copy(tar, Stream.Null, header.Size);
            copy(tar, Stream.Null, header.Padding);
        }
    }

    /// <summary>Copies <paramref name="length"/> bytes, or to the end if it is null.</summary>
    private static void Copy(Stream source, Stream target, long? length, string path, CancellationToken cancellation)
    {
        if (length > MaxBytes)
            throw TooLong();
        var buffer = new byte[1 << 16];
        long copied = 0;
        for (int read; (read = Read()) > 0; target.Write(buffer, 0, read))
        {
            cancellation.ThrowIfCancellationRequested();
            if ((copied += read) > MaxBytes)
                throw TooLong();
        }
        if (copied < length)
            throw new InvalidDataException("it ends early");

        GanSharpException TooLong() => new($"{path}: a member has more than {MaxBytes} bytes; is the archive damaged?");

        // Not an IOException, since that would look like a failure to write the target.
        int Read()
        {
            try
            {
                return source.Read(buffer, 0, (int)Math.Min(buffer.Length, length - copied ?? buffer.Length));
            }
            catch (EndOfStreamException e)
            {
                throw new InvalidDataException(e.Message, e);
            }
        }
    }
}
