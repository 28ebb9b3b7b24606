using System.CommandLine;
using GanSharp.Reports;
using GanSharp.Training;
using GanSharp.Training.Records;

namespace GanSharp.Cli.Commands;

/// <summary><c>gansharp report</c>: writes the report of a run, which may still be training.</summary>
internal sealed class ReportCommand : ToolCommand
{
    private readonly Argument<string> _run = new("RUN")
    {
        Description = "a run folder, its number or name in runs/, or latest (the highest number)",
        DefaultValueFactory = _ => RunFolders.LatestName,
    };

    private readonly Option<string?> _out = NewOption.Text(
        "--out", "FILE",
        $"write only the page, to FILE; by default {RunReport.Name}, charts and animations in the run folder");

    public ReportCommand(CliEnvironment environment) : base(
        "report",
        "Write the report of a run, finished or not: samples, curves, settings.",
        environment,
        "gansharp report",
        "gansharp report 3 --out cgan.html")
    {
        _run.CompletionSources.Add(Runs);
        Add(_run);
        Add(_out);
        SetAction(parsed => Write(PathOf(parsed.GetRequiredValue(_run)), Environment.At(parsed.GetValue(_out))));
    }

    private int Write(string folder, string? path)
    {
        if (path is null)
            path = RunReport.Write(folder);
        else
            RunReport.Save(RunRecord.Load(folder), path);
        Environment.Out.WriteLine(path);
        return ExitCode.Success;
    }
}
