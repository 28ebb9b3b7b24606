using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace GanSharp.IO;

/// <summary>Operations on folders, with names that survive a power failure.</summary>
internal static class DiskFolder
{
    /// <summary>
    /// Creates a folder and its missing parents, and flushes the new names to disk.
    /// </summary>
    /// <returns>The full path.</returns>
    /// <exception cref="IOException">The folder cannot be created, or its name is taken.</exception>
    public static string Make(string folder)
    {
        var full = Path.GetFullPath(folder);
        if (Directory.Exists(full))
            return full;
        if (File.Exists(full))
            throw new IOException($"{folder} is not a folder");
        var above = Path.GetDirectoryName(full);
        if (above is not null)
            Make(above);
        Directory.CreateDirectory(full);
        if (above is not null)
            Flush(above);
        return full;
    }

    /// <summary>Lists the paths of all entries of a folder, in order; empty if the folder does not exist.</summary>
    /// <exception cref="GanSharpException">The folder cannot be read.</exception>
    public static string[] Entries(string folder) =>
        Listed(folder, () => Directory.GetFileSystemEntries(folder));

    /// <summary>
    /// Checks that a folder can take files without mixing them with others: it is empty, or can be created.
    /// </summary>
    /// <exception cref="GanSharpException">
    /// It is a file or has entries, or the folder or a file in it cannot be created.
    /// </exception>
    public static void RequireFree(string folder)
    {
        if (File.Exists(folder.TrimEnd(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar)))
            throw new GanSharpException($"{folder}: is a file, not a folder; choose another name");
        if (Entries(folder).Length > 0)
            throw new GanSharpException(
                $"{folder}: is not empty; name a new folder, so that its files and the new ones do not mix");
        AtomicFile.CheckWritable(Path.Combine(folder, "file"));
    }

    /// <summary>
    /// Lists the paths of files that match a pattern, in order; empty if the folder does not exist.
    /// </summary>
    /// <exception cref="GanSharpException">The folder cannot be read.</exception>
    public static string[] Files(string folder, string pattern) =>
        Listed(folder, () => Directory.GetFiles(folder, pattern));

    /// <summary>Reads a folder and turns system errors into errors that the user can fix.</summary>
    /// <exception cref="GanSharpException">The folder cannot be read.</exception>
    public static T Reading<T>(string folder, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw RawPath.Complaint(folder)
                ?? new GanSharpException(
                    $"{folder}: cannot be read ({e.Message}); check the folder and its permissions", e);
        }
    }

    /// <summary>Flushes the names in a folder to disk. Windows does this automatically.</summary>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var handle = new SafeFileHandle(Open(Encoding.UTF8.GetBytes($"{folder}\0"), flags: 0), ownsHandle: true);
        if (!handle.IsInvalid)
            RandomAccess.FlushToDisk(handle);
    }

    /// <summary>File systems list names in any order, and other processes may delete a folder at any time.</summary>
    private static string[] Listed(string folder, Func<string[]> list) => Reading<string[]>(folder, () =>
    {
        try
        {
            return Directory.Exists(folder) ? [.. list().Order(StringComparer.Ordinal)] : [];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    });

    /// <summary>Opens a folder, which <see cref="File.OpenHandle"/> refuses to do.</summary>
    [DllImport("libc", EntryPoint = "open")]
    private static extern int Open(byte[] path, int flags);
}
