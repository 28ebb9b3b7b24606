namespace GanSharp.IO;

/// <summary>
/// A file beside the one that it becomes, and deleted if it becomes none. Its lock says that its writer lives;
/// processes that were killed leave such files behind, and the next writer in the folder deletes them.
/// </summary>
internal sealed class TemporaryFile : IDisposable
{
    private const string Prefix = ".gansharp-", Suffix = ".tmp";
    private const int MostAttempts = 100_000;

    /// <summary>Where files cannot be locked, who has not written for so long is taken for dead.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    private static long _made;

    private readonly string _path;
    private bool _moved;

    private TemporaryFile(string path, FileStream stream) => (_path, Stream) = (path, stream);

    /// <summary>Its contents.</summary>
    public FileStream Stream { get; }

    /// <summary>
    /// Makes one. Processes on other machines, or in other containers, can have this one's number; so a name is tried,
    /// and if somebody else has it, the next one.
    /// </summary>
    public static TemporaryFile In(string folder)
    {
        for (var attempts = 0; ; attempts++)
        {
            var path = Path.Combine(
                folder, $"{Prefix}{Environment.ProcessId}-{Interlocked.Increment(ref _made)}{Suffix}");
            try
            {
                // Shared, so that others can read it as soon as it has its name.
                var stream = DiskFile.Open(
                    path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);
                if (FileStatus.IsStill(path, stream.SafeFileHandle))
                    return new(path, stream);
                stream.Dispose(); // somebody deleted it before it was locked
            }
            catch (IOException e) when (attempts < MostAttempts && (DiskTrouble.IsTaken(e) || FileLock.IsHeld(e)))
            {
            }
        }
    }

    /// <summary>Whether a path is that of a temporary file.</summary>
    public static bool IsOne(string path) =>
        Path.GetFileName(path) is var name
        && name.StartsWith(Prefix, StringComparison.Ordinal)
        && name.EndsWith(Suffix, StringComparison.Ordinal);

    /// <summary>Deletes what writers that were killed left in a folder.</summary>
    public static void DeleteAbandoned(string folder)
    {
        using var own = In(folder);
        own.DeleteAbandoned();
    }

    /// <summary>Deletes what writers that were killed left beside it.</summary>
    public void DeleteAbandoned()
    {
        foreach (var path in Directory.EnumerateFiles(Path.GetDirectoryName(_path)!, $"{Prefix}*{Suffix}"))
        {
            try
            {
                if (path != _path)
                    DeleteIfAbandoned(path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or GanSharpException)
            {
                // Somebody is writing or deleting it, or may.
            }
        }
    }

    /// <summary>Gives it its name, in place of what has it.</summary>
    public void MoveTo(string target)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(target))
            File.SetUnixFileMode(Stream.SafeFileHandle, File.GetUnixFileMode(target));
        Stream.Flush(flushToDisk: true);
        File.Move(_path, target, overwrite: true);
        _moved = true;
    }

    /// <summary>Gives it its name, unless that is taken.</summary>
    public bool TryMoveTo(string target)
    {
        Stream.Flush(flushToDisk: true);
        if (!OperatingSystem.IsWindows() && HardLink.TryMake(_path, target) is { } made)
            return made;
        try
        {
            File.Move(_path, target, overwrite: false);
            return _moved = true;
        }
        catch (IOException e) when (DiskTrouble.IsTaken(e))
        {
            return false;
        }
    }

    /// <summary>Closes it, and deletes it before if it has no other name.</summary>
    public void Dispose()
    {
        using (Stream)
        {
            if (!_moved)
                DiskFile.Delete(_path);
        }
    }

    private void DeleteIfAbandoned(string path)
    {
        using var stream = DiskFile.Open(path, FileMode.Open, FileAccess.ReadWrite, DiskFile.Alone);
        if (!FileStatus.IsStill(path, stream.SafeFileHandle))
            return;
        if (FileLock.Excludes(path) || File.GetLastWriteTimeUtc(_path) - File.GetLastWriteTimeUtc(path) > Abandoned)
            File.Delete(path);
    }
}
