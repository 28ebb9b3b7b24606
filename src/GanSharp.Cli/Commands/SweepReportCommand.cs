using System.CommandLine;
using GanSharp.Reports.Studies;
using GanSharp.Studies;

namespace GanSharp.Cli.Commands;

/// <summary>
/// <c>gansharp sweep report</c>: writes the page about a sweep, which may be going on, or prints its table.
/// </summary>
internal sealed class SweepReportCommand : ToolCommand
{
    private readonly Argument<string> _folder = new("DIR") { Description = "the folder of a sweep" };
    private readonly Option<bool> _markdown = NewOption.Flag(
        "--markdown", "print the results as a Markdown table in place of writing the page");

    public SweepReportCommand(CliEnvironment environment) : base(
        "report",
        "Write the page about a sweep, also while it is being trained. A sweep writes it itself after each trial.",
        environment,
        "gansharp sweep report sweeps/mnist",
        "gansharp sweep report sweeps/mnist --markdown")
    {
        Add(_folder);
        Add(_markdown);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var name = parsed.GetRequiredValue(_folder);
        var folder = Environment.At(name);
        if (parsed.GetValue(_markdown))
            Environment.Out.Write(
                SweepReport.ToMarkdown(Sweep.Open(folder), $"{Path.TrimEndingDirectorySeparator(name)}/"));
        else
            Environment.Out.WriteLine(SweepReport.Write(folder));
        return ExitCode.Success;
    }
}
