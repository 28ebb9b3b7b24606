using System.Runtime.InteropServices;

namespace GanSharp.IO;

/// <summary>
/// A second name for a file. Of several processes that request the same name concurrently, one gets it. A move without
/// replacement does not guarantee this, since the base class library first checks the name and then renames.
/// </summary>
internal static class HardLink
{
    // EEXIST on Linux and on macOS.
    private const int Exists = 17;

    /// <summary>
    /// Creates a hard link. Returns false if the name is taken, null if the file system does not support hard links.
    /// </summary>
    public static bool? TryMake(string path, string name) =>
        Link(path, name) == 0 ? true : Marshal.GetLastPInvokeError() == Exists ? false : null;

    [DllImport("libSystem.Native", EntryPoint = "SystemNative_Link", SetLastError = true)]
    private static extern int Link(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string path, [MarshalAs(UnmanagedType.LPUTF8Str)] string name);
}
