using System.Diagnostics;
using System.Text;

namespace GanSharp.IO;

/// <summary>
/// A lock for file systems without locks: a file whose contents change as long as its holder lives. A process that
/// finds such a file watches it, so clocks of machines are never compared. If the contents stay the same for long, the
/// holder is dead, and the process takes the next number.
/// </summary>
internal sealed class Heartbeat : IDisposable
{
    private const string Mark = ".beat-";

    private readonly string _path;
    private readonly FileStream _file;
    private readonly Timer _timer;
    private long _beats;

    private Heartbeat(string path, FileStream file, TimeSpan pause)
    {
        (_path, _file) = (path, file);
        Beat();
        _timer = new(_ => Beat(), null, pause, pause);
    }

    /// <summary>Whether another process took over while this one was suspended.</summary>
    public bool IsLost => !File.Exists(_path);

    /// <summary>Takes the name; returns null if another process has it.</summary>
    /// <param name="name">The path of the files without their numbers.</param>
    /// <param name="pause">The time between two beats.</param>
    /// <param name="patience">The time without a change after which a holder counts as dead.</param>
    public static Heartbeat? TryTake(string name, TimeSpan pause, TimeSpan patience)
    {
        name = Path.GetFullPath(name);
        if (AreAllDead(name, pause, patience) is not { } dead)
            return null;
        var path = $"{name}{Mark}{dead.Keys.Select(NumberOf).DefaultIfEmpty(0).Max() + 1}";
        FileStream file;
        try
        {
            file = DiskFile.Open(
                path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (IOException e) when (DiskTrouble.IsTaken(e))
        {
            return null; // another process was faster
        }
        var taken = new Heartbeat(path, file, pause);
        // Processes that took it at the same time see each other's files and give up, so at most one remains.
        if (Seen(name).Any(other => other.Key != path && dead.GetValueOrDefault(other.Key) != other.Value))
        {
            taken.Dispose();
            return null;
        }
        foreach (var left in dead.Keys)
            DiskFile.Delete(left);
        return taken;
    }

    /// <summary>Whether a living process has the name. If there are files of one, that takes two pauses.</summary>
    public static bool IsTaken(string name, TimeSpan pause)
    {
        name = Path.GetFullPath(name);
        if (!Directory.Exists(Path.GetDirectoryName(name)) || Seen(name) is not { Count: > 0 } first)
            return false;
        Task.Delay(2 * pause).Wait();
        return Seen(name).Any(file => first.GetValueOrDefault(file.Key) != file.Value);
    }

    /// <summary>Releases the name.</summary>
    public void Dispose()
    {
        using (_file)
        {
            using var stopped = new ManualResetEvent(false);
            if (_timer.Dispose(stopped))
                stopped.WaitOne();
            DiskFile.Delete(_path);
        }
    }

    /// <summary>Returns the files of dead processes and their contents; null if one is alive.</summary>
    private static Dictionary<string, string>? AreAllDead(string name, TimeSpan pause, TimeSpan patience)
    {
        var (began, first) = (Stopwatch.GetTimestamp(), Seen(name));
        while (first.Count > 0 && Stopwatch.GetElapsedTime(began) < patience)
        {
            Task.Delay(pause / 2).Wait();
            var now = Seen(name);
            if (now.Any(file => first.GetValueOrDefault(file.Key) != file.Value))
                return null;
            first = now; // files that are gone were released
        }
        return first;
    }

    /// <summary>Returns all files of a name and their contents.</summary>
    private static Dictionary<string, string> Seen(string name)
    {
        var seen = new Dictionary<string, string>();
        foreach (var path in Directory.EnumerateFiles(Path.GetDirectoryName(name)!, $"{Path.GetFileName(name)}{Mark}*"))
        {
            try
            {
                using var stream = DiskFile.Open(
                    path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                seen[path] = new StreamReader(stream).ReadToEnd();
            }
            catch (FileNotFoundException)
            {
            }
        }
        return seen;
    }

    private static long NumberOf(string path) =>
        long.TryParse(path[(path.LastIndexOf('-') + 1)..], out var number) ? number : 0;

    private void Beat()
    {
        try
        {
            _file.Position = 0;
            _file.Write(
                Encoding.UTF8.GetBytes(
                    $"{Environment.MachineName} {Environment.ProcessId} {Stopwatch.GetTimestamp()} {++_beats:D19}\n"));
            _file.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            // The next beat may succeed.
        }
    }
}
