namespace GanSharp.IO;

/// <summary>
/// A file that one process at a time can hold. The system lets go of it when the process ends, however that comes;
/// where the file system has no locks, a <see cref="Heartbeat"/> takes their place.
/// </summary>
internal sealed class FileLock : IDisposable
{
    // EWOULDBLOCK on Linux and on macOS, and what Windows says in its place.
    private const int InUse = 11, InUseOnMac = 35, InUseOnWindows = unchecked((int)0x80070020);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1), Patience = TimeSpan.FromSeconds(20);

    private readonly string _path;
    private readonly FileStream? _file;
    private readonly Heartbeat? _heartbeat;

    private FileLock(string path, FileStream? file, Heartbeat? heartbeat) =>
        (_path, _file, _heartbeat) = (path, file, heartbeat);

    /// <summary>
    /// Whether another process took over, as this one stood still. That can happen only where the file system has no
    /// locks.
    /// </summary>
    public bool IsLost => _heartbeat is { IsLost: true };

    /// <summary>Takes the lock.</summary>
    /// <param name="path">The file, which is there while the lock is held.</param>
    /// <param name="complaint">What to say when another process holds it.</param>
    /// <exception cref="GanSharpException">Another process holds it.</exception>
    public static FileLock Take(string path, string complaint) =>
        TryTake(path) ?? throw new GanSharpException(complaint, new IOException("it is locked"));

    /// <summary>Takes the lock; null when it is held already.</summary>
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
            file.Dispose(); // who held it deleted it in that moment
        }
        return null;
    }

    /// <summary>Whether a file could not be opened because a process holds it.</summary>
    public static bool IsHeld(IOException error) => error.HResult is InUse or InUseOnMac or InUseOnWindows;

    /// <summary>
    /// Whether the file system keeps processes apart: whether a file that this process has open alone cannot be opened
    /// again. .NET does not say when a file system has no locks.
    /// </summary>
    public static bool Excludes(string open)
    {
        using var second = TryOpen(open);
        return second is null;
    }

    /// <summary>
    /// Whether the file still is where it was: nobody moved or deleted it, or put another in its place.
    /// </summary>
    public bool IsStillThere => _file is null ? File.Exists(_path) : FileStatus.IsStill(_path, _file.SafeFileHandle);

    /// <summary>Lets go of it.</summary>
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
