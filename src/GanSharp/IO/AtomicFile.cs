namespace GanSharp.IO;

/// <summary>Writes whole files or nothing: whoever reads the path sees the old contents or the new, never a part.</summary>
public static class AtomicFile
{
    private static int _written;

    /// <summary>
    /// Writes beside <paramref name="path"/>, flushes to the disk, then renames. Missing folders are made. When anything fails the old
    /// file stays as it was and nothing is left beside it.
    /// </summary>
    /// <exception cref="GanSharpException">The path cannot be written: no permission, no space, a folder of that name.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        OutputFile.Write(path, () =>
        {
            var target = Path.GetFullPath(path);
            var folder = Path.GetDirectoryName(target) ?? throw new IOException("it is a folder");
            Directory.CreateDirectory(folder);
            Replace(target, Path.Combine(folder, $".{Environment.ProcessId}-{Interlocked.Increment(ref _written)}.tmp"), write);
        });
    }

    private static void Replace(string target, string temporary, Action<Stream> write)
    {
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
