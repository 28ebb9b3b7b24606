using System.Diagnostics;
using System.Text.Json;
using GanSharp.IO;
using GanSharp.Studio.Storage;

namespace GanSharp.Studio.Processes;

/// <summary>
/// Starts trainings in processes of their own. They go on when the studio ends; the next studio finds them again.
/// </summary>
internal sealed class TrainingProcesses(StudioOptions options, StudioDatabase database, TrainingLogs logs)
{
    /// <summary>Starts the tool for a run.</summary>
    /// <param name="run">The name of the run's folder.</param>
    /// <param name="data">The folder or file of its pictures; null for a known data set.</param>
    /// <param name="arguments">The arguments of the tool.</param>
    /// <exception cref="GanSharpException">The tool cannot be started.</exception>
    public void Start(string run, string? data, IReadOnlyList<string> arguments)
    {
        var log = logs.Begin(run);
        var start = new ProcessStartInfo(options.Tool[0])
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            WorkingDirectory = Environment.CurrentDirectory,
        };
        foreach (var argument in options.Tool.Skip(1).Concat(arguments).Concat(["--log", log]))
            start.ArgumentList.Add(argument);
        try
        {
            using var process = Process.Start(start)!;
            GiveWay(process);
            process.StandardInput.Close();
            Remember(new(run, data, arguments, process.Id, Launch.StartOf(process)));
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            throw new GanSharpException($"{options.Tool[0]}: cannot be started ({error.Message})", error);
        }
    }

    /// <summary>
    /// Lets the studio, whose answers people wait for, have the processor first. Alone, a training is as fast as ever.
    /// The threads that the process starts later have the priority of its first one, which has just begun.
    /// </summary>
    private static void GiveWay(Process process)
    {
        try
        {
            process.PriorityClass = ProcessPriorityClass.BelowNormal;
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            // it has ended already, or the system does not allow it
        }
    }

    /// <summary>The process that the studio started last for a run; null if it started none.</summary>
    public Launch? Of(string run) => database.Query(
        "SELECT run, data, arguments, process, started FROM launches WHERE run = $run",
        row => new Launch(
            row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1),
            JsonSerializer.Deserialize<string[]>(row.GetString(2))!, row.GetInt32(3), row.GetString(4)),
        ("$run", run)) is [var launch] ? launch : null;

    /// <summary>Forgets a run, and deletes its log.</summary>
    public void Forget(string run)
    {
        database.Execute("DELETE FROM launches WHERE run = $run", ("$run", run));
        DiskFile.Delete(logs.PathOf(run));
    }

    /// <summary>Writes down a process, whose run does not wait any longer.</summary>
    private void Remember(Launch launch) => database.Execute(
        """
        BEGIN;
        INSERT OR REPLACE INTO launches (run, data, arguments, process, started)
        VALUES ($run, $data, $arguments, $process, $started);
        DELETE FROM queue WHERE run = $run;
        COMMIT;
        """,
        ("$run", launch.Run), ("$data", launch.Data), ("$arguments", JsonSerializer.Serialize(launch.Arguments)),
        ("$process", launch.ProcessId), ("$started", launch.Started));
}
