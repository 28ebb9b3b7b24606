using System.CommandLine;
using GanSharp.Reports;
using GanSharp.Reports.Studies;
using GanSharp.Studies;

namespace GanSharp.Cli.Commands;

/// <summary>
/// <c>gansharp sweep report</c>: writes the report of a sweep, which may still be training, or prints its table.
/// </summary>
internal sealed class SweepReportCommand : ToolCommand
{
    private readonly Argument<string> _folder = new("DIR") { Description = "folder of a sweep" };
    private readonly Option<bool> _markdown = NewOption.Flag(
        "--markdown", "print the results as a Markdown table instead");

    private readonly Option<string?> _language = NewOption.Language();

    public SweepReportCommand(CliEnvironment environment) : base(
        "report",
        "Write the report of a sweep, finished or not.",
        environment,
        "gansharp sweep report sweeps/mnist",
        "gansharp sweep report sweeps/mnist --markdown")
    {
        Add(_folder);
        Add(_markdown);
        Add(_language);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var language = parsed.GetValue(_language) ?? PageLanguage.English;
        var name = parsed.GetRequiredValue(_folder);
        var folder = Environment.At(name);
        if (parsed.GetValue(_markdown))
            Environment.Out.Write(
                SweepReport.ToMarkdown(Sweep.Open(folder), $"{Path.TrimEndingDirectorySeparator(name)}/"));
        else
            Environment.Out.WriteLine(SweepReport.Write(folder, language));
        return ExitCode.Success;
    }
}
