using System.Runtime.InteropServices;

namespace GanSharp.Cli;

/// <summary>
/// The limit on open files of the process. If it is too low, .NET cannot load its own assemblies and reports misleading
/// errors.
/// </summary>
internal static class OpenFiles
{
    private const ulong Least = 160;

    // RLIMIT_NOFILE.
    private const int Kind = 7, KindOnMac = 8;

    /// <summary>Returns an error message if the limit is too low; null otherwise.</summary>
    public static string? Complaint() => OperatingSystem.IsWindows()
        || GetLimit(OperatingSystem.IsMacOS() ? KindOnMac : Kind, out var limit) != 0 || limit.Now >= Least ? null
        : $"this process may open only {limit.Now} files but needs {Least}; raise the limit with ulimit -n 1024";

    [DllImport("libc", EntryPoint = "getrlimit")]
    private static extern int GetLimit(int kind, out Limit limit);

    private readonly record struct Limit(ulong Now, ulong Most);
}
