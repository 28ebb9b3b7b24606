using System.Text;
using GanSharp.IO;
using GanSharp.Studio.Storage;

namespace GanSharp.Studio.Processes;

/// <summary>What the processes of trainings printed: a file for each run, outside its folder.</summary>
internal sealed class TrainingLogs(StudioPaths paths)
{
    /// <summary>The start of a line of the tool about itself.</summary>
    private const string Prefix = "gansharp: ";

    private const int Window = 1 << 14;

    /// <summary>The file of a run.</summary>
    public string PathOf(string run) => Path.Combine(paths.Logs, $"{run}.log");

    /// <summary>Makes the file of a run empty, and returns its path.</summary>
    public string Begin(string run)
    {
        var path = PathOf(run);
        AtomicFile.Write(path, _ => { });
        return path;
    }

    /// <summary>Replaces the file of a run by an error that ended it before it began.</summary>
    public void Write(string run, string problem) =>
        AtomicFile.Write(PathOf(run), stream => stream.Write(Encoding.UTF8.GetBytes($"{Prefix}{problem}\n")));

    /// <summary>Whether the studio has started the run.</summary>
    public bool Has(string run) => File.Exists(PathOf(run));

    /// <summary>The error that ended the process of a run; null if there was none.</summary>
    public string? ProblemOf(string run)
    {
        var last = Tail(run).LastOrDefault(line => line.StartsWith(Prefix, StringComparison.Ordinal))?[Prefix.Length..];
        return last is null || last.StartsWith("stopped", StringComparison.Ordinal) ? null : last;
    }

    /// <summary>Whether the process of a run said that it was stopped on request.</summary>
    public bool SaysStopped(string run) =>
        Tail(run).Any(line => line.StartsWith($"{Prefix}stopped", StringComparison.Ordinal));

    /// <summary>The last lines of a run; none if there is no file.</summary>
    public IReadOnlyList<string> Tail(string run) => Has(run)
        ? Encoding.UTF8.GetString(InputFile.ReadEnd(PathOf(run), Window))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        : [];
}
