using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GanSharp.IO;

/// <summary>
/// The status of a path: its kind and identity. The base class library does not expose them, but its native part does,
/// with the same layout on all systems but Windows.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal readonly struct FileStatus
{
    private const int KindMask = 0xF000, FolderKind = 0x4000, FileKind = 0x8000;

    // ELOOP on Linux and on macOS.
    private const int EndlessLink = 40, EndlessLinkOnMac = 62;

    [FieldOffset(4)]
    private readonly int _mode;

    [FieldOffset(88)]
    private readonly long _device;

    [FieldOffset(104)]
    private readonly long _number;

    /// <summary>
    /// Whether a path is an ordinary file, a folder, or free: not a FIFO, device, socket or endless link.
    /// </summary>
    public static bool IsOrdinary(string path)
    {
        if (OperatingSystem.IsWindows())
            return true;
        return Stat(path, out var status) == 0 ? (status._mode & KindMask) is FileKind or FolderKind
            : Marshal.GetLastPInvokeError() is not (EndlessLink or EndlessLinkOnMac);
    }

    /// <summary>Whether an open handle is an ordinary file.</summary>
    public static bool IsFile(SafeFileHandle open) =>
        FStat(open, out var status) == 0 && (status._mode & KindMask) == FileKind;

    /// <summary>
    /// Whether an open file still has the given path. On Windows, an open file cannot be renamed or replaced by others.
    /// </summary>
    public static bool IsStill(string path, SafeFileHandle open) => OperatingSystem.IsWindows()
        || (Stat(path, out var named) == 0 && FStat(open, out var held) == 0
            && (named._device, named._number) == (held._device, held._number));

    [DllImport("libSystem.Native", EntryPoint = "SystemNative_Stat", SetLastError = true)]
    private static extern int Stat([MarshalAs(UnmanagedType.LPUTF8Str)] string path, out FileStatus status);

    [DllImport("libSystem.Native", EntryPoint = "SystemNative_FStat")]
    private static extern int FStat(SafeFileHandle file, out FileStatus status);
}
