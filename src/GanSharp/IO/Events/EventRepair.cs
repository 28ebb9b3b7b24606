using Google.Protobuf;

namespace GanSharp.IO.Events;

/// <summary>Cuts an event file back to a step. Damage is kept in a file beside it, the records around it stay.</summary>
internal static class EventRepair
{
    /// <summary>A record; or bytes that are none, where there is no event.</summary>
    private readonly record struct Piece(long Start, long Length, Event? Happened);

    public static string? CutAfter(string path, long step)
    {
        using var stream = DiskFile.Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        if (EventReader.IsBeginning(stream) && Read(stream, path) is (null, false))
        {
            stream.SetLength(0);
            return null;
        }
        Piece[] pieces = [.. Pieces(stream, path)];
        if (Array.TrueForAll(pieces, piece => piece.Happened is null) || !HasVersion(pieces[0]) && pieces[0].Happened is not null)
        {
            stream.Position = 0;
            EventReader.ReadVersion(stream, path);
        }
        var damaged = Array.FindAll(pieces, piece => piece.Happened is null);
        var kept = Array.FindAll(pieces, piece => piece.Happened?.Step <= step);
        if (damaged.Length == 0)
        {
            stream.SetLength(kept.Sum(piece => piece.Length));
            return null;
        }
        var aside = KeptAside.Write(NameAside(path), to => Array.ForEach(damaged, piece => KeptAside.Copy(stream, piece.Start, piece.Length, to)));
        AtomicFile.Write(path, to =>
        {
            if (kept is not [var first, ..] || !HasVersion(first))
                Records.Write(to, new Event { WallTime = kept.FirstOrDefault().Happened?.WallTime ?? 0, FileVersion = EventFile.Version }.ToByteArray());
            foreach (var piece in kept)
                KeptAside.Copy(stream, piece.Start, piece.Length, to);
        });
        return $"{path}: is damaged at byte {damaged[0].Start}; what is damaged is kept in {aside}, and the other records stay";
    }

    /// <summary>TensorBoard takes every file for one of its own that has "tfevents" in its name.</summary>
    private static string NameAside(string path) => Path.Combine(
        Path.GetDirectoryName(path)!, $"{Path.GetFileName(path).Replace("tfevents", "events", StringComparison.Ordinal)}.damaged");

    private static bool HasVersion(Piece piece) => piece.Happened?.FileVersion.Length > 0;

    /// <summary>A file in pieces, but for a last record that was cut short.</summary>
    private static IEnumerable<Piece> Pieces(Stream stream, string name)
    {
        for (long start = 0, end; start < stream.Length; start = end)
        {
            stream.Position = start;
            var (happened, isDamaged) = Read(stream, name);
            if (happened is null && !isDamaged)
                yield break;
            end = isDamaged ? NextRecord(stream, start + 1, name) : stream.Position;
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

    /// <summary>Where the next record begins; the end of the file where there is none.</summary>
    private static long NextRecord(Stream stream, long start, string name)
    {
        var window = new byte[1 << 20];
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
