namespace GanSharp.IO;

/// <summary>Opens files: the one place that does. What is no ordinary file is refused before it can make anybody wait.</summary>
internal static class DiskFile
{
    /// <summary>
    /// Lets no other process open the file as long as this one has it open. Windows must be allowed to delete it meanwhile; elsewhere that is always so.
    /// </summary>
    public static readonly FileShare Alone = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None;

    /// <summary>Opens a file, which may be a FIFO or a device as little as what a link leads to.</summary>
    /// <exception cref="GanSharpException">It is there, and no ordinary file.</exception>
    public static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share, int bufferSize = 4096)
    {
        RequireOrdinary(path);
        var raw = mode == FileMode.Open && access == FileAccess.Read ? RawPath.Open(path) : null;
        var stream = raw is null ? new FileStream(path, mode, access, share, bufferSize) : new FileStream(raw, access, bufferSize);
        if (stream.CanSeek && (raw is null || FileStatus.IsFile(raw)))
            return stream;
        stream.Dispose();
        throw NotOrdinary(path);
    }

    /// <summary>Requires that a path names an ordinary file, a folder, or nothing yet.</summary>
    /// <exception cref="GanSharpException">It names a FIFO, a device, a socket, or a link without an end.</exception>
    public static void RequireOrdinary(string path)
    {
        if (!FileStatus.IsOrdinary(path))
            throw NotOrdinary(path);
    }

    /// <summary>Deletes a file of ours, unless that is impossible or its folder is gone, which is no worse than being killed before.</summary>
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

    private static GanSharpException NotOrdinary(string path) => new($"{path}: is not an ordinary file; copy it to one first");
}
