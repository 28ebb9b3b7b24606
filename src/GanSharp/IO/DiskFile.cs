namespace GanSharp.IO;

/// <summary>
/// Opens files: the one place that does. What is no ordinary file is refused before it can make anybody wait.
/// </summary>
internal static class DiskFile
{
    /// <summary>
    /// Lets no other process open the file as long as this one has it open. Windows must be allowed to delete it
    /// meanwhile; elsewhere that is always so.
    /// </summary>
    public static readonly FileShare Alone = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None;

    /// <summary>Opens a file, which may be a FIFO or a device as little as what a link leads to.</summary>
    /// <exception cref="GanSharpException">It is there, and no ordinary file.</exception>
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

    /// <summary>Requires that a path to write to names an ordinary file, a folder, or nothing yet.</summary>
    /// <exception cref="GanSharpException">It names a FIFO, a device, a socket, or a link without an end.</exception>
    public static void RequireWritable(string path)
    {
        if (!FileStatus.IsOrdinary(path))
            throw new GanSharpException($"{path}: is not an ordinary file; choose another path, or move it away");
    }

    /// <summary>Whether a path names a link, whatever that leads to.</summary>
    public static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;

    /// <summary>
    /// Deletes a file of ours, unless that is impossible or its folder is gone, which is no worse than being killed
    /// before.
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
        new($"{path}: is not an ordinary file; copy it to one first");
}
