using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace GanSharp.IO;

/// <summary>Folders that outlive a loss of power.</summary>
internal static class DiskFolder
{
    /// <summary>
    /// Makes a folder and those above it, where they are missing, and brings the new names to the disk.
    /// </summary>
    /// <returns>The full path.</returns>
    /// <exception cref="IOException">It cannot be made, or something else has its name.</exception>
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

    /// <summary>What is in a folder, as paths; nothing if it is not there.</summary>
    /// <exception cref="GanSharpException">It cannot be read.</exception>
    public static string[] Entries(string folder) =>
        Reading(folder, () => Directory.Exists(folder) ? Directory.GetFileSystemEntries(folder) : []);

    /// <summary>The files in a folder whose names fit a pattern, as paths; none if it is not there.</summary>
    /// <exception cref="GanSharpException">It cannot be read.</exception>
    public static string[] Files(string folder, string pattern) =>
        Reading(folder, () => Directory.Exists(folder) ? Directory.GetFiles(folder, pattern) : []);

    /// <summary>Reads a folder, turning what the system complains about into errors a user can act on.</summary>
    /// <exception cref="GanSharpException">It cannot be read.</exception>
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

    /// <summary>Brings the names in a folder to the disk. Windows does so by itself.</summary>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var handle = new SafeFileHandle(Open(Encoding.UTF8.GetBytes($"{folder}\0"), flags: 0), ownsHandle: true);
        if (!handle.IsInvalid)
            RandomAccess.FlushToDisk(handle);
    }

    /// <summary>What <see cref="File.OpenHandle"/> refuses to do with a folder.</summary>
    [DllImport("libc", EntryPoint = "open")]
    private static extern int Open(byte[] path, int flags);
}
