using System.Runtime.InteropServices;

namespace GanSharp.Cli;

/// <summary>
/// How many files a process may have open. Where those are too few, .NET cannot even load its own assemblies, and
/// complains about anything but the cause.
/// </summary>
internal static class OpenFiles
{
    private const ulong Least = 160;

    // RLIMIT_NOFILE.
    private const int Kind = 7, KindOnMac = 8;

    /// <summary>What to say where they are too few; null where they are not.</summary>
    public static string? Complaint() => OperatingSystem.IsWindows()
        || GetLimit(OperatingSystem.IsMacOS() ? KindOnMac : Kind, out var limit) != 0 || limit.Now >= Least ? null
        : $"this process may open {limit.Now} files at once, and needs {Least}; allow more with ulimit -n 1024";

    [DllImport("libc", EntryPoint = "getrlimit")]
    private static extern int GetLimit(int kind, out Limit limit);

    private readonly record struct Limit(ulong Now, ulong Most);
}
