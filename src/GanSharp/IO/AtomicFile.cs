using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace GanSharp.IO;

/// <summary>Writes whole files or nothing: whoever reads the path sees the old contents or the new, never a part.</summary>
public static class AtomicFile
{
    private const string Suffix = ".tmp";
    private static int _written;

    /// <summary>
    /// Writes beside <paramref name="path"/>, flushes to the disk, then renames, and flushes the folder. Missing folders are made. When anything
    /// fails the old file stays as it was and nothing is left beside it.
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
            Replace(target, Path.Combine(folder, $".{Environment.ProcessId}-{Interlocked.Increment(ref _written)}{Suffix}"), write);
            Flush(folder);
        });
    }

    /// <summary>Deletes what writers that were killed left in a folder to which nobody is writing now.</summary>
    internal static void DeleteLeftovers(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, $".*{Suffix}"))
            File.Delete(file);
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

    /// <summary>Makes the new name last. Windows does so by itself.</summary>
    private static void Flush(string folder)
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
