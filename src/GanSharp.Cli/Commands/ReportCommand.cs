using System.CommandLine;
using GanSharp.Reports;
using GanSharp.Training;
using GanSharp.Training.Records;

namespace GanSharp.Cli.Commands;

/// <summary><c>gansharp report</c>: writes the page about a run, which may be going on.</summary>
internal sealed class ReportCommand : ToolCommand
{
    private readonly Argument<string> _run = new("RUN")
    {
        Description = "a run folder, its number or name under runs/, or latest: the run with the highest number",
        DefaultValueFactory = _ => RunFolders.LatestName,
    };

    private readonly Option<string?> _out = NewOption.Text(
        "--out", "FILE", $"write the page alone, to that file; {RunReport.Name} and what goes with it by default");

    public ReportCommand(CliEnvironment environment) : base(
        "report",
        "Write the page about a run: samples, curves, settings, how to repeat it. A finished training has written it itself.",
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
