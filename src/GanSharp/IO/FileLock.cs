namespace GanSharp.IO;

/// <summary>
/// A file that one process at a time can hold. The system releases it when the process ends, for whatever reason. A
/// <see cref="Heartbeat"/> replaces it on file systems without locks.
/// </summary>
internal sealed class FileLock : IDisposable
{
    // EWOULDBLOCK on Linux and macOS, and its counterpart on Windows.
    private const int InUse = 11, InUseOnMac = 35, InUseOnWindows = unchecked((int)0x80070020);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1), Patience = TimeSpan.FromSeconds(20);

    private readonly string _path;
    private readonly FileStream? _file;
    private readonly Heartbeat? _heartbeat;

    private FileLock(string path, FileStream? file, Heartbeat? heartbeat) =>
        (_path, _file, _heartbeat) = (path, file, heartbeat);

    /// <summary>
    /// Whether another process took over while this one was suspended. This can only happen on a file system without
    /// locks.
    /// </summary>
    public bool IsLost => _heartbeat is { IsLost: true };

    /// <summary>Takes the lock.</summary>
    /// <param name="path">The file, which exists while the lock is held.</param>
    /// <param name="complaint">The error message if another process holds it.</param>
    /// <exception cref="GanSharpException">Another process holds the lock.</exception>
    public static FileLock Take(string path, string complaint) =>
        TryTake(path) ?? throw new GanSharpException(complaint, new IOException("it is locked"));

    /// <summary>Takes the lock; returns null if it is already held.</summary>
    public static FileLock? TryTake(string path)
    {
        while (TryOpen(path) is { } file)
        {
            if (FileStatus.IsStill(path, file.SafeFileHandle))
            {
                if (Excludes(path))
                    return new(path, file, null);
                file.Dispose();
                return Heartbeat.TryTake(path, Pause, Patience) is { } heartbeat ? new(path, null, heartbeat) : null;
            }
            file.Dispose(); // the previous holder deleted it in the meantime
        }
        return null;
    }

    /// <summary>
    /// Whether a process holds the lock. For an instant, others may find it taken because of this look.
    /// </summary>
    public static bool IsTaken(string path)
    {
        try
        {
            DiskFile.Open(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0).Dispose();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
        }
        catch (IOException e) when (IsHeld(e))
        {
            return true;
        }
        return Heartbeat.IsTaken(path, Pause);
    }

    /// <summary>Whether a file could not be opened because a process holds it.</summary>
    public static bool IsHeld(IOException error) => error.HResult is InUse or InUseOnMac or InUseOnWindows;

    /// <summary>
    /// Whether the file system supports locks: whether a file that this process has open exclusively cannot be opened
    /// again. .NET does not report file systems without locks.
    /// </summary>
    public static bool Excludes(string open)
    {
        using var second = TryOpen(open);
        return second is null;
    }

    /// <summary>
    /// Whether the file is still there and has not been moved, deleted or replaced.
    /// </summary>
    public bool IsStillThere => _file is null ? File.Exists(_path) : FileStatus.IsStill(_path, _file.SafeFileHandle);

    /// <summary>Releases the lock.</summary>
    public void Dispose()
    {
        using (_file)
        using (_heartbeat)
        {
            if (!IsLost && IsStillThere)
                DiskFile.Delete(_path);
        }
    }

    private static FileStream? TryOpen(string path)
    {
        try
        {
            return DiskFile.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, DiskFile.Alone, bufferSize: 0);
        }
        catch (IOException e) when (IsHeld(e))
        {
            return null;
        }
    }
}
