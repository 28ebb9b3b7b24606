namespace GanSharp.IO;

/// <summary>Writes files atomically: readers see the old contents or the new, never a part.</summary>
public static class AtomicFile
{
    /// <summary>
    /// Writes a temporary file next to <paramref name="path"/>, flushes it to disk, renames it and flushes the folder.
    /// Missing folders are created. On failure the old file is unchanged and the temporary file is deleted. A replaced
    /// file keeps its permissions.
    /// </summary>
    /// <exception cref="GanSharpException">
    /// The path cannot be written: no permission, no space, a folder of that name, or not an ordinary file.
    /// </exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        WriteTogether((path, write));
    }

    /// <summary>
    /// Writes a file in the same way, but only if its name is free. If several processes try concurrently, one
    /// succeeds.
    /// </summary>
    /// <returns>Whether the file was created. If not, the existing file is unchanged.</returns>
    /// <exception cref="GanSharpException">The path cannot be written: no permission, no space.</exception>
    public static bool TryCreate(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        var created = false;
        OutputFile.Write(path, () =>
        {
            if (Path.Exists(path))
                return;
            var target = Path.GetFullPath(path);
            using var temporary = Begin(path, write);
            created = temporary.TryMoveTo(target);
            DiskFolder.Flush(Path.GetDirectoryName(target)!);
        });
        return created;
    }

    /// <summary>
    /// Checks that a file can be written to a path, before long work. It creates and deletes a temporary file in the
    /// folder, or in the nearest folder above that exists.
    /// </summary>
    /// <exception cref="GanSharpException">
    /// No file can be created there: no permission, no space, or a file where a folder should be.
    /// </exception>
    public static void CheckWritable(string path) => OutputFile.Write(path, () =>
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        while (folder is not null && !Path.Exists(folder))
            folder = Path.GetDirectoryName(folder);
        if (!Directory.Exists(folder))
            throw new IOException($"{folder} is not a folder");
        TemporaryFile.In(folder).Dispose();
    });

    /// <summary>
    /// Replaces files that belong together. Readers look for the last one: it is deleted first and created last, so
    /// that readers never find a mix of old and new files, even if the process is killed.
    /// </summary>
    /// <param name="files">The files and the functions that write them; null to delete a file.</param>
    internal static void WriteTogether(params (string Path, Action<Stream>? Write)[] files)
    {
        var temporaries = new TemporaryFile?[files.Length];
        try
        {
            foreach (var (i, (path, write)) in files.Index())
                OutputFile.Write(path, () => temporaries[i] = write is null ? null : Begin(path, write));
            if (files.Length > 1)
                Put(files[^1].Path, null);
            foreach (var (i, (path, _)) in files.Index())
                Put(path, temporaries[i]);
        }
        finally
        {
            foreach (var temporary in temporaries)
                temporary?.Dispose();
        }
    }

    private static TemporaryFile Begin(string path, Action<Stream> write)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? throw new IOException("it is a folder");
        if (Directory.Exists(path) || Path.EndsInDirectorySeparator(path))
            throw new IOException("it is a folder");
        DiskFile.RequireWritable(path);
        var temporary = TemporaryFile.In(DiskFolder.Make(folder));
        try
        {
            temporary.DeleteAbandoned();
            write(temporary.Stream);
            return temporary;
        }
        catch
        {
            temporary.Dispose();
            throw;
        }
    }

    /// <summary>Moves a temporary file to its target; deletes the target if the file is null.</summary>
    private static void Put(string path, TemporaryFile? temporary) => OutputFile.Write(path, () =>
    {
        var target = Path.GetFullPath(path);
        if (temporary is null)
            File.Delete(target);
        else
            temporary.MoveTo(target);
        DiskFolder.Flush(Path.GetDirectoryName(target)!);
    });
}
