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

    private readonly Option<string?> _language = NewOption.Language();

    public ReportCommand(CliEnvironment environment) : base(
        "report",
        "Write the report of a run, finished or not: samples, curves, settings.",
        environment,
        "gansharp report",
        "gansharp report 3 --out cgan.html",
        "gansharp report 3 --language zh")
    {
        _run.CompletionSources.Add(Runs);
        Add(_run);
        Add(_out);
        Add(_language);
        SetAction(parsed => Write(
            PathOf(parsed.GetRequiredValue(_run)), Environment.At(parsed.GetValue(_out)),
            parsed.GetValue(_language) ?? PageLanguage.English));
    }

    private int Write(string folder, string? path, string language)
    {
        if (path is null)
            path = RunReport.Write(folder, language);
        else
            RunReport.Save(RunRecord.Load(folder), path, language);
        Environment.Out.WriteLine(path);
        return ExitCode.Success;
    }
}
