namespace GanSharp.IO;

/// <summary>A file that one process at a time can hold. The system lets go of it when the process ends, however that comes.</summary>
internal sealed class FileLock : IDisposable
{
    // EWOULDBLOCK on Linux and on macOS, and what Windows says in its place.
    private const int InUse = 11, InUseOnMac = 35, InUseOnWindows = unchecked((int)0x80070020);

    private readonly string _path;
    private readonly FileStream _file;

    private FileLock(string path, FileStream file) => (_path, _file) = (path, file);

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
                return new(path, file);
            file.Dispose(); // who held it deleted it in that moment
        }
        return null;
    }

    /// <summary>Whether a file could not be opened because a process holds it.</summary>
    public static bool IsHeld(IOException error) => error.HResult is InUse or InUseOnMac or InUseOnWindows;

    /// <summary>
    /// Whether the file system keeps processes apart: whether a file that this process has open alone cannot be opened again. .NET does not say when a file
    /// system has no locks.
    /// </summary>
    public static bool Excludes(string open)
    {
        using var second = TryOpen(open);
        return second is null;
    }

    /// <summary>Lets go of it.</summary>
    public void Dispose()
    {
        using (_file)
            DiskFile.Delete(_path);
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
