using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace GanSharp.IO;

/// <summary>
/// Access to files whose names are not UTF-8, such as those from old archives. .NET shows each invalid byte as U+FFFD
/// and cannot find the file by that name. This class searches the names in the folder instead.
/// </summary>
internal static class RawPath
{
    // O_NONBLOCK, so that opening a FIFO does not wait.
    private const int NoWaiting = 0x800, NoWaitingOnMac = 4;

    /// <summary>Opens a file for reading. Returns null if there is none, or if .NET can open it itself.</summary>
    /// <exception cref="IOException">Several names look alike, or the file cannot be opened.</exception>
    public static SafeFileHandle? Open(string path)
    {
        if (OperatingSystem.IsWindows()
            || !path.Contains('\uFFFD')
            || Path.Exists(path)
            || Find(Path.GetFullPath(path)) is not { } raw)
            return null;
        var handle = new SafeFileHandle(
            Open([.. raw, 0], OperatingSystem.IsMacOS() ? NoWaitingOnMac : NoWaiting), ownsHandle: true);
        return !handle.IsInvalid ? handle : throw new IOException(Marshal.GetLastPInvokeErrorMessage());
    }

    /// <summary>Whether a file exists, even if .NET cannot find it.</summary>
    public static bool Exists(string path) => File.Exists(path)
        || (!OperatingSystem.IsWindows()
            && path.Contains('\uFFFD')
            && Find(Path.GetFullPath(path)) is { } raw
            && !IsFolder(raw));

    /// <summary>
    /// Creates the error for a folder whose name is not UTF-8. Files in it are not found. Returns null for other paths.
    /// </summary>
    public static GanSharpException? Complaint(string folder)
    {
        if (OperatingSystem.IsWindows() || !folder.Contains('\uFFFD') || Path.Exists(folder))
            return null;
        try
        {
            return Find(Path.GetFullPath(folder)) is { } raw && IsFolder(raw)
                ? new($"{folder}: is a folder with a name that is not UTF-8; rename it, for example with convmv")
                : null;
        }
        catch (IOException several)
        {
            return new($"{folder}: {several.Message}", several);
        }
    }

    private static bool IsFolder(byte[] raw)
    {
        var open = OpenFolder([.. raw, 0]);
        if (open != 0)
            _ = CloseFolder(open);
        return open != 0;
    }

    private static byte[]? Find(string path)
    {
        if (!path.Contains('\uFFFD') || Path.Exists(path))
            return Encoding.UTF8.GetBytes(path);
        if (Find(Path.GetDirectoryName(path)!) is not { } folder)
            return null;
        var name = Path.GetFileName(path);
        return Names([.. folder, 0]).Where(raw => Encoding.UTF8.GetString(raw) == name).ToArray() switch
        {
            [] => null,
            [var only] => [.. folder, (byte)'/', .. only],
            _ => throw new IOException("several names differ only in bytes that are not UTF-8; rename them"),
        };
    }

    private static List<byte[]> Names(byte[] folder)
    {
        var names = new List<byte[]>();
        var open = OpenFolder(folder);
        if (open == 0)
            return names;
        while (ReadFolder(open, out var entry) == 0)
        {
            var length = Math.Max(entry.Length, 0);
            while (entry.Length < 0 && Marshal.ReadByte(entry.Name, length) != 0)
                length++;
            var name = new byte[length];
            Marshal.Copy(entry.Name, name, 0, length);
            names.Add(name);
        }
        _ = CloseFolder(open);
        return names;
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libSystem.Native", EntryPoint = "SystemNative_OpenDir")]
    private static extern nint OpenFolder(byte[] path);

    [DllImport("libSystem.Native", EntryPoint = "SystemNative_ReadDir")]
    private static extern int ReadFolder(nint folder, out Entry entry);

    [DllImport("libSystem.Native", EntryPoint = "SystemNative_CloseDir")]
    private static extern int CloseFolder(nint folder);

    /// <summary>A name in a folder and its length in bytes; -1 for a zero-terminated name.</summary>
    private readonly record struct Entry(nint Name, int Length, int Kind);
}
