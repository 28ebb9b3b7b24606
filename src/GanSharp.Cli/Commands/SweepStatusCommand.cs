using System.CommandLine;
using System.Globalization;
using GanSharp.Cli.Presentation;
using GanSharp.Studies;
using GanSharp.Text;

namespace GanSharp.Cli.Commands;

/// <summary><c>gansharp sweep status</c>: shows how far the trials of a study are, and where they run.</summary>
internal sealed class SweepStatusCommand : ToolCommand
{
    private readonly Argument<string> _folder = new("DIR") { Description = "folder of a sweep" };
    private readonly Option<bool> _json = NewOption.Flag("--json", "print one JSON object per trial and nothing else");

    public SweepStatusCommand(CliEnvironment environment) : base(
        "status",
        "Show which trials are done, running and waiting, and the best so far.",
        environment,
        "gansharp sweep status sweeps/mnist")
    {
        Add(_folder);
        Add(_json);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var sweep = Sweep.Open(Environment.At(parsed.GetRequiredValue(_folder)));
        var all = sweep.Status();
        if (parsed.GetValue(_json))
        {
            foreach (var status in all)
                Environment.WriteJson(new
                {
                    status.Trial.Id,
                    State = Word(status.State),
                    status.Host,
                    status.Process,
                    status.Step,
                    Fid = FidOf(status),
                    status.Result?.Error,
                });
            return ExitCode.Success;
        }
        Listing.Write(Environment, ["trial", "state", "step", "where", "result"], all.Select(status => (string[])
        [
            status.Trial.Id, Word(status.State),
            status.Step > 0 ? status.Step.ToString(CultureInfo.InvariantCulture) : "",
            status.Host is null ? ""
                : string.Create(CultureInfo.InvariantCulture, $"{status.Host}, process {status.Process}"),
            status.Result is { } result ? SweepText.Outcome(result) : "",
        ]));
        Environment.Out.WriteLine(Summary(all));
        if (all.Where(status => FidOf(status) is not null)
            .MinBy(FidOf) is { } best)
            Environment.Out.WriteLine($"best so far: {best.Trial.Id}, {SweepText.Outcome(best.Result!)}");
        return ExitCode.Success;
    }

    private static double? FidOf(TrialStatus status) =>
        status.Result?.Evaluation?.Figures.GetValueOrDefault("fid")?.Value;

    private static string Summary(IReadOnlyList<TrialStatus> all) =>
        $"{Plural.Of(all.Count, "trial")}: "
        + string.Join(", ", Enum.GetValues<TrialState>().Reverse()
            .Select(state => (State: state, Count: all.Count(status => status.State == state)))
            .Where(entry => entry.Count > 0)
            .Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Count} {Word(entry.State)}")));

    private static string Word(TrialState state) => state.ToString().ToLowerInvariant();
}
