namespace GanSharp.IO;

/// <summary>
/// A file next to its target, which is moved there when complete and deleted otherwise. Its lock shows that its writer
/// is alive. Killed processes leave such files behind, and the next writer in the folder deletes them.
/// </summary>
internal sealed class TemporaryFile : IDisposable
{
    private const string Prefix = ".gansharp-", Suffix = ".tmp";
    private const int MostAttempts = 100_000;

    /// <summary>The age at which a file without a working lock counts as abandoned.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    private static long _made;

    private readonly string _path;
    private bool _moved;

    private TemporaryFile(string path, FileStream stream) => (_path, Stream) = (path, stream);

    /// <summary>The contents of the file.</summary>
    public FileStream Stream { get; }

    /// <summary>
    /// Creates a temporary file. Processes on other machines or in other containers may have the same process number,
    /// so this tries names until one is free.
    /// </summary>
    public static TemporaryFile In(string folder)
    {
        for (var attempts = 0; ; attempts++)
        {
            var path = Path.Combine(
                folder, $"{Prefix}{Environment.ProcessId}-{Interlocked.Increment(ref _made)}{Suffix}");
            try
            {
                // Shared, so that others can read it as soon as it has been moved.
                var stream = DiskFile.Open(
                    path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);
                if (FileStatus.IsStill(path, stream.SafeFileHandle))
                    return new(path, stream);
                stream.Dispose(); // another process deleted it before it was locked
            }
            catch (IOException e) when (attempts < MostAttempts && (DiskTrouble.IsTaken(e) || FileLock.IsHeld(e)))
            {
            }
        }
    }

    /// <summary>Whether a path has the name of a temporary file.</summary>
    public static bool IsOne(string path) =>
        Path.GetFileName(path) is var name
        && name.StartsWith(Prefix, StringComparison.Ordinal)
        && name.EndsWith(Suffix, StringComparison.Ordinal);

    /// <summary>Deletes the temporary files of killed processes in a folder.</summary>
    public static void DeleteAbandoned(string folder)
    {
        using var own = In(folder);
        own.DeleteAbandoned();
    }

    /// <summary>Deletes the temporary files of killed processes in the same folder.</summary>
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
                // Another process is using it.
            }
        }
    }

    /// <summary>Moves the file to its target, replacing any existing file.</summary>
    public void MoveTo(string target)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(target))
            File.SetUnixFileMode(Stream.SafeFileHandle, File.GetUnixFileMode(target));
        Stream.Flush(flushToDisk: true);
        File.Move(_path, target, overwrite: true);
        _moved = true;
    }

    /// <summary>Moves the file to its target, unless that exists.</summary>
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

    /// <summary>Closes the file, and deletes it unless it was moved.</summary>
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
