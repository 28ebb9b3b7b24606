namespace GanSharp.IO;

/// <summary>
/// The only place that opens files. It refuses everything but ordinary files before opening could block.
/// </summary>
internal static class DiskFile
{
    /// <summary>
    /// Keeps other processes from opening the file while this one has it open. Windows needs a flag to allow deletion
    /// meanwhile; other systems always allow it.
    /// </summary>
    public static readonly FileShare Alone = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None;

    /// <summary>
    /// Called with the path before a file is written; null by default. Tests throw the errors of a disk from it.
    /// </summary>
    public static AsyncLocal<Action<string>?> BeforeWriting { get; } = new();

    /// <summary>Opens an ordinary file, directly or through a link.</summary>
    /// <exception cref="GanSharpException">The path is something else, such as a FIFO or a device.</exception>
    public static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share, int bufferSize = 4096)
    {
        if (access != FileAccess.Read)
            RequireWritable(path);
        else if (!FileStatus.IsOrdinary(path))
            throw NotReadable(path);
        var raw = mode == FileMode.Open && access == FileAccess.Read ? RawPath.Open(path) : null;
        if (raw is not null && !FileStatus.IsFile(raw))
        {
            raw.Dispose();
            throw RawPath.Complaint(path) ?? NotReadable(path);
        }
        var stream = raw is null
            ? new FileStream(path, mode, access, share, bufferSize)
            : new FileStream(raw, access, bufferSize);
        if (stream.CanSeek)
            return stream;
        stream.Dispose();
        throw NotReadable(path);
    }

    /// <summary>Requires that a path to write to is an ordinary file, a folder, or free.</summary>
    /// <exception cref="GanSharpException">The path is a FIFO, a device, a socket, or an endless link.</exception>
    public static void RequireWritable(string path)
    {
        BeforeWriting.Value?.Invoke(path);
        if (!FileStatus.IsOrdinary(path))
            throw new GanSharpException($"{path}: is not an ordinary file; choose another path, or move it away");
    }

    /// <summary>Whether a path is a link, to any target.</summary>
    public static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;

    /// <summary>
    /// Deletes one of our own files and ignores failures, which are no worse than being killed before the deletion.
    /// </summary>
    public static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    private static GanSharpException NotReadable(string path) =>
        new($"{path}: is not an ordinary file; copy its contents to one first");
}
