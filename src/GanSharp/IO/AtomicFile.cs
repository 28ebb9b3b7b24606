namespace GanSharp.IO;

/// <summary>
/// Writes whole files or nothing: whoever reads the path sees the old contents or the new, never a part.
/// </summary>
public static class AtomicFile
{
    /// <summary>
    /// Writes beside <paramref name="path"/>, flushes to the disk, then renames, and flushes the folder. Missing
    /// folders are made. When anything fails the old file stays as it was and nothing is left beside it. A file that is
    /// replaced keeps its permissions.
    /// </summary>
    /// <exception cref="GanSharpException">
    /// The path cannot be written: no permission, no space, a folder of that name, or something that is no ordinary
    /// file.
    /// </exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        WriteTogether((path, write));
    }

    /// <summary>
    /// Writes a file in that way, but only if nothing has its name. Of several processes that do so at once, one
    /// succeeds.
    /// </summary>
    /// <returns>Whether the file is new; if not, what has the name is as it was.</returns>
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
    /// Checks, before long work, that a file can be written to a path: begins one in its folder, or in the nearest
    /// folder above that is there, and deletes it.
    /// </summary>
    /// <exception cref="GanSharpException">
    /// No file can be made there: no permission, no space, or a file where a folder should be.
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
    /// Replaces files that belong together. The last one is what others find them by: it goes first and comes back
    /// last, so that old and new ones are never found beside each other, whenever the process is killed.
    /// </summary>
    /// <param name="files">The files, and what writes them; null for one that is to be deleted.</param>
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

    /// <summary>Gives a file its name; null deletes what has it.</summary>
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
