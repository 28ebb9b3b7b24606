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
        AtomicFile.Write(run + HolderSuffix, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
        return new(held, run + HolderSuffix);
    }

    /// <summary>The machine and the number of the process that holds a trial; null if none does.</summary>
    public static (string Host, int Process)? HolderOf(string run)
    {
        if (!FileLock.IsTaken(run + Suffix))
            return null;
        try
        {
            using var file = DiskFile.Open(run + HolderSuffix, FileMode.Open, FileAccess.Read, FileShare.Read);
            var words = new StreamReader(file).ReadToEnd().Split();
            return (words[0], int.Parse(words[1], CultureInfo.InvariantCulture));
        }
        catch (Exception error) when (error is IOException or FormatException or IndexOutOfRangeException)
        {
            return ("?", 0); // it has just taken the trial, or is about to release it
        }
    }

    /// <summary>Releases the trial.</summary>
    public void Dispose()
    {
        if (!_lock.IsLost)
            DiskFile.Delete(_holder);
        _lock.Dispose();
    }
}
