using System.Globalization;
using System.Text;
using GanSharp.IO;

namespace GanSharp.Studies;

/// <summary>
/// A trial that this process holds. A file beside the lock says which process that is, for <see cref="Sweep.Status"/>;
/// the lock alone decides who holds the trial.
/// </summary>
internal sealed class TrialHold : IDisposable
{
    private const string Suffix = ".lock", HolderSuffix = ".holder";
    private const int MostBytes = 512;
    private static readonly (string Host, int Process) Unknown = ("?", 0);

    private readonly FileLock _lock;
    private readonly string _holder;

    private TrialHold(FileLock held, string holder) => (_lock, _holder) = (held, holder);

    /// <summary>Takes a trial; returns null if another process has it.</summary>
    /// <param name="run">The path of the trial's run.</param>
    public static TrialHold? TryTake(string run)
    {
        if (FileLock.TryTake(run + Suffix) is not { } held)
            return null;
        var text = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName} {Environment.ProcessId}\n");
        try
        {
            AtomicFile.Write(run + HolderSuffix, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
            return new(held, run + HolderSuffix);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>The machine and the number of the process that holds a trial; null if none does.</summary>
    public static (string Host, int Process)? HolderOf(string run) =>
        FileLock.IsTaken(run + Suffix) ? Read(run + HolderSuffix) : null;

    /// <summary>Reads the file of a holder; returns a question mark and 0 where it is not there, or damaged.</summary>
    internal static (string Host, int Process) Read(string path)
    {
        var text = new byte[MostBytes];
        int length;
        try
        {
            using var file = DiskFile.Open(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            length = file.ReadAtLeast(text, MostBytes, throwOnEndOfStream: false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or GanSharpException)
        {
            return Unknown; // it has just taken the trial, or is about to release it
        }
        var words = Encoding.UTF8.GetString(text, 0, length).Split((char[])[' ', '\n']);
        return words is [var host, var number, ..]
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var process)
                ? (host, process)
                : Unknown;
    }

    /// <summary>Releases the trial.</summary>
    public void Dispose()
    {
        if (!_lock.IsLost)
            DiskFile.Delete(_holder);
        _lock.Dispose();
    }
}
