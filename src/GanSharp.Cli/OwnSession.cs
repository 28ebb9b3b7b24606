using System.Runtime.InteropServices;

namespace GanSharp.Cli;

/// <summary>Makes the process independent of the terminal and the program that started it.</summary>
internal static class OwnSession
{
    /// <summary>
    /// Starts a session without a terminal, which no closed terminal ends. It fails for the leader of a group, such as
    /// a job of an interactive shell, which then only ignores the hangup.
    /// </summary>
    public static void Start()
    {
        if (!OperatingSystem.IsWindows())
            _ = SetSid();
    }

    [DllImport("libc", EntryPoint = "setsid")]
    private static extern int SetSid();
}
