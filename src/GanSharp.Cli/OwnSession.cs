using System.Diagnostics;
using System.Runtime.InteropServices;
using GanSharp.IO;

namespace GanSharp.Cli;

/// <summary>Makes the process independent of the terminal and the program that started it.</summary>
internal static class OwnSession
{
    private const string Group = "/proc/self/autogroup";

    /// <summary>
    /// Starts a session without a terminal, which no closed terminal ends. It fails for the leader of a group, such as
    /// a job of an interactive shell, which then only ignores the hangup.
    /// </summary>
    public static void Start()
    {
        if (OperatingSystem.IsWindows() || SetSid() < 0)
            return;
        using var process = Process.GetCurrentProcess();
        KeepPriority(process.PriorityClass, Group);
    }

    /// <summary>
    /// Gives the session the low priority of its process. Desktops of Linux share the processor among sessions first,
    /// and heed the priorities of processes only within one.
    /// </summary>
    /// <param name="priority">The priority of the process.</param>
    /// <param name="group">The file of the session's priority; nothing is done if there is none.</param>
    internal static void KeepPriority(ProcessPriorityClass priority, string group)
    {
        var nice = priority switch
        {
            ProcessPriorityClass.BelowNormal => "10",
            ProcessPriorityClass.Idle => "19",
            _ => null,
        };
        if (nice is null || !File.Exists(group))
            return;
        try
        {
            using var file = LogFile.Append(group);
            file.Write(nice);
        }
        catch (GanSharpException)
        {
            // the system does not allow it
        }
    }

    [DllImport("libc", EntryPoint = "setsid")]
    private static extern int SetSid();
}
