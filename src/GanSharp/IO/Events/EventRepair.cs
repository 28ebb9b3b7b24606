using Google.Protobuf;

namespace GanSharp.IO.Events;

/// <summary>
/// Truncation of an event file at a step. Damaged bytes are kept in a file next to it, and the other records stay.
/// </summary>
internal static class EventRepair
{
    private const int WindowBytes = 1 << 16;

    /// <summary>
    /// A record, without its data; or damaged bytes, which have no step.
    /// </summary>
    private readonly record struct Piece(long Start, long Length, long? Step, double Time, bool HasVersion)
    {
        public Piece(long start, long length, Event? happened)
            : this(start, length, happened?.Step, happened?.WallTime ?? 0, happened?.FileVersion.Length > 0) { }
    }

    public static string? CutAfter(string path, long step)
    {
        using var stream = DiskFile.Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        if (EventReader.IsBeginning(stream) && Read(stream, path) is (null, false))
        {
            stream.SetLength(0);
            return null;
        }
        Piece[] pieces = [.. Pieces(stream, path)];
        if (Array.TrueForAll(pieces, piece => piece.Step is null) || pieces[0] is { HasVersion: false, Step: not null })
        {
            stream.Position = 0;
            EventReader.ReadVersion(stream, path);
        }
        var damaged = Array.FindAll(pieces, piece => piece.Step is null);
        var kept = Array.FindAll(pieces, piece => piece.Step <= step);
        if (damaged.Length == 0)
        {
            stream.SetLength(kept.Sum(piece => piece.Length));
            return null;
        }
        var aside = KeptAside.Write(
            NameAside(path),
            to => Array.ForEach(damaged, piece => KeptAside.Copy(stream, piece.Start, piece.Length, to)));
        AtomicFile.Write(path, to =>
        {
            var first = kept.FirstOrDefault();
            if (!first.HasVersion)
                Records.Write(to, new Event { WallTime = first.Time, FileVersion = EventFile.Version }.ToByteArray());
            foreach (var piece in kept)
                KeptAside.Copy(stream, piece.Start, piece.Length, to);
        });
        return $"{path}: is damaged at byte {damaged[0].Start}; "
            + $"the damaged bytes are kept in {aside}, and the other records stay";
    }

    /// <summary>Avoids "tfevents" in the name, since TensorBoard reads every file with it.</summary>
    private static string NameAside(string path) => Path.Combine(
        Path.GetDirectoryName(path)!,
        $"{Path.GetFileName(path).Replace("tfevents", "events", StringComparison.Ordinal)}.damaged");

    /// <summary>Divides a file into pieces, without an incomplete last record.</summary>
    private static IEnumerable<Piece> Pieces(Stream stream, string name)
    {
        var window = new byte[WindowBytes];
        for (long start = 0, end; start < stream.Length; start = end)
        {
            stream.Position = start;
            var (happened, isDamaged) = Read(stream, name);
            if (happened is null && !isDamaged)
                yield break;
            end = isDamaged ? NextRecord(stream, start + 1, name, window) : stream.Position;
            yield return new(start, end - start, happened);
        }
    }

    private static (Event? Happened, bool IsDamaged) Read(Stream stream, string name)
    {
        try
        {
            return Records.Next(stream, name) is { } record ? (EventReader.Parse(record, name), false) : (null, false);
        }
        catch (GanSharpException)
        {
            return (null, true);
        }
    }

    /// <summary>Returns the start of the next record, or the end of the file if there is none.</summary>
    private static long NextRecord(Stream stream, long start, string name, byte[] window)
    {
        for (var at = start; at < stream.Length; at += window.Length - Records.HeadBytes + 1)
        {
            stream.Position = at;
            var read = stream.ReadAtLeast(window, window.Length, throwOnEndOfStream: false);
            for (var i = 0; i + Records.HeadBytes <= read; i++)
            {
                if (!Records.IsHead(window.AsSpan(i, Records.HeadBytes)))
                    continue;
                stream.Position = at + i;
                if (Read(stream, name).Happened is not null)
                    return at + i;
            }
        }
        return stream.Length;
    }
}
