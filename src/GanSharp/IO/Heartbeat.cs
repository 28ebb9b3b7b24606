using System.Diagnostics;
using System.Text;

namespace GanSharp.IO;

/// <summary>
/// Keeps processes apart where the file system has no locks: a file whose contents change as long as its holder lives.
/// Who finds one watches it; clocks of machines are not compared. Contents that stood still for long are those of a
/// process that died, and the next number is taken.
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

    /// <summary>Whether another process took over, as this one stood still.</summary>
    public bool IsLost => !File.Exists(_path);

    /// <summary>Takes the name; null when another process has it.</summary>
    /// <param name="name">What the files are called before their numbers.</param>
    /// <param name="pause">The time between two beats.</param>
    /// <param name="patience">How long a file must stand still before its holder is taken for dead.</param>
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
            return null; // another was faster
        }
        var taken = new Heartbeat(path, file, pause);
        // Whoever else may have taken it meanwhile sees this file as we see theirs; so at most one stays.
        if (Seen(name).Any(other => other.Key != path && dead.GetValueOrDefault(other.Key) != other.Value))
        {
            taken.Dispose();
            return null;
        }
        foreach (var left in dead.Keys)
            DiskFile.Delete(left);
        return taken;
    }

    /// <summary>Lets go of the name.</summary>
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

    /// <summary>The files of processes that died, and what is in them; null when one lives.</summary>
    private static Dictionary<string, string>? AreAllDead(string name, TimeSpan pause, TimeSpan patience)
    {
        var (began, first) = (Stopwatch.GetTimestamp(), Seen(name));
        while (first.Count > 0 && Stopwatch.GetElapsedTime(began) < patience)
        {
            Task.Delay(pause / 2).Wait();
            var now = Seen(name);
            if (now.Any(file => first.GetValueOrDefault(file.Key) != file.Value))
                return null;
            first = now; // what is gone was let go of
        }
        return first;
    }

    /// <summary>All files of a name, and what is in them.</summary>
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
            // The next beat may be written.
        }
    }
}
