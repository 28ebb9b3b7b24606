using System.Runtime.InteropServices;

namespace GanSharp.IO;

/// <summary>
/// A second name of a file, which the system gives to one of several that ask at once. A move that must not replace
/// does not promise that: the base class library looks whether the name is taken, and renames then.
/// </summary>
internal static class HardLink
{
    // EEXIST on Linux and on macOS.
    private const int Exists = 17;

    /// <summary>
    /// Gives a file a further name; false where something has that name, null where the file system has no further
    /// names.
    /// </summary>
    public static bool? TryMake(string path, string name) =>
        Link(path, name) == 0 ? true : Marshal.GetLastPInvokeError() == Exists ? false : null;

    [DllImport("libSystem.Native", EntryPoint = "SystemNative_Link", SetLastError = true)]
    private static extern int Link(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string path, [MarshalAs(UnmanagedType.LPUTF8Str)] string name);
}
