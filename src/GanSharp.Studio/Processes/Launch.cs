using System.Diagnostics;
using System.Globalization;

namespace GanSharp.Studio.Processes;

/// <summary>A process that the studio started to train a run.</summary>
/// <param name="Run">The name of the run's folder.</param>
/// <param name="Data">The folder or file of its pictures; null for a known data set.</param>
/// <param name="Arguments">The arguments of the tool.</param>
/// <param name="ProcessId">The number of the process.</param>
/// <param name="Started">
/// When the process started, to tell it from a later one with the same number; empty if it ended at once.
/// </param>
internal sealed record Launch(
    string Run, string? Data, IReadOnlyList<string> Arguments, int ProcessId, string Started)
{
    /// <summary>Whether the process is still there.</summary>
    public bool IsRunning
    {
        get
        {
            try
            {
                using var process = Process.GetProcessById(ProcessId);
                return Started.Length > 0 && StartOf(process) == Started;
            }
            catch (ArgumentException)
            {
                return false;
            }
        }
    }

    /// <summary>The start of a process as text; empty if it has ended, however soon after its start.</summary>
    public static string StartOf(Process process)
    {
        try
        {
            return process.StartTime.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);
        }
        catch (Exception error) when (error is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return "";
        }
    }
}
