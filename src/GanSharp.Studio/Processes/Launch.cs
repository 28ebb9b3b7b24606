using System.Diagnostics;
using System.Globalization;

namespace GanSharp.Studio.Processes;

/// <summary>A process that the studio started to train a run.</summary>
/// <param name="Run">The name of the run's folder.</param>
/// <param name="Data">The folder or file of its pictures; null for a known data set.</param>
/// <param name="Arguments">The arguments of the tool.</param>
/// <param name="ProcessId">The number of the process.</param>
/// <param name="Started">When the process started, to tell it from a later one with the same number.</param>
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
                return !process.HasExited && StartOf(process) == Started;
            }
            catch (Exception error) when (error is ArgumentException or InvalidOperationException
                or System.ComponentModel.Win32Exception)
            {
                return false;
            }
        }
    }

    /// <summary>The start of a process as text.</summary>
    public static string StartOf(Process process) =>
        process.StartTime.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);
}
