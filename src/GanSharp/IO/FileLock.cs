namespace GanSharp.IO;

/// <summary>A file that one process at a time can hold. The system lets go of it when the process ends, however that comes.</summary>
internal sealed class FileLock : IDisposable
{
    // EWOULDBLOCK on Linux and on macOS, and what Windows says in its place.
    private const int InUse = 11, InUseOnMac = 35, InUseOnWindows = unchecked((int)0x80070020);

    private readonly FileStream _file;

    /// <summary>Takes the lock.</summary>
    /// <param name="path">The file, which is there while the lock is held.</param>
    /// <param name="complaint">What to say when another process holds it.</param>
    /// <exception cref="GanSharpException">Another process holds it.</exception>
    public FileLock(string path, string complaint)
    {
        try
        {
            _file = Open(path);
        }
        catch (IOException e) when (IsHeld(e))
        {
            throw new GanSharpException(complaint, e);
        }
    }

    private FileLock(FileStream file) => _file = file;

    /// <summary>Takes the lock; null when it is held already.</summary>
    public static FileLock? TryTake(string path)
    {
        try
        {
            return new(Open(path));
        }
        catch (IOException e) when (IsHeld(e))
        {
            return null;
        }
    }

    /// <summary>Whether a file could not be opened because a process holds it.</summary>
    public static bool IsHeld(IOException error) => error.HResult is InUse or InUseOnMac or InUseOnWindows;

    /// <summary>Lets go of it.</summary>
    public void Dispose() => _file.Dispose();

    private static FileStream Open(string path) =>
        new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
}
