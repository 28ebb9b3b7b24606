using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GanSharp.IO;

/// <summary>
/// What the system says of a path: what kind of thing it names, and which one. The base class library does not tell,
/// but its own native part does, with one layout for all systems but Windows.
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
    /// Whether a path names an ordinary file, a folder, or nothing; but no FIFO, device, socket or link without an end.
    /// </summary>
    public static bool IsOrdinary(string path)
    {
        if (OperatingSystem.IsWindows())
            return true;
        return Stat(path, out var status) == 0 ? (status._mode & KindMask) is FileKind or FolderKind
            : Marshal.GetLastPInvokeError() is not (EndlessLink or EndlessLinkOnMac);
    }

    /// <summary>Whether what is open is an ordinary file.</summary>
    public static bool IsFile(SafeFileHandle open) =>
        FStat(open, out var status) == 0 && (status._mode & KindMask) == FileKind;

    /// <summary>
    /// Whether an open file still is the one of that name. Windows lets nobody else rename or replace a file that is
    /// open.
    /// </summary>
    public static bool IsStill(string path, SafeFileHandle open) => OperatingSystem.IsWindows()
        || (Stat(path, out var named) == 0 && FStat(open, out var held) == 0
            && (named._device, named._number) == (held._device, held._number));

    [DllImport("libSystem.Native", EntryPoint = "SystemNative_Stat", SetLastError = true)]
    private static extern int Stat([MarshalAs(UnmanagedType.LPUTF8Str)] string path, out FileStatus status);

    [DllImport("libSystem.Native", EntryPoint = "SystemNative_FStat")]
    private static extern int FStat(SafeFileHandle file, out FileStatus status);
}
