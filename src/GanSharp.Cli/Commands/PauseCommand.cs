using System.CommandLine;
using GanSharp.Training;

namespace GanSharp.Cli.Commands;

/// <summary><c>gansharp pause</c>: pauses a training in another process, or lets it train on.</summary>
internal sealed class PauseCommand : ControlCommand
{
    private readonly Option<bool> _off;

    public PauseCommand(CliEnvironment environment)
        : this(environment, NewOption.Flag("--off", "let a paused training continue"))
    {
    }

    private PauseCommand(CliEnvironment environment, Option<bool> off) : base(
        "pause", "Pause a training in another process; it saves, and waits until --off.", environment, [off],
        "gansharp pause", "gansharp pause 3", "gansharp pause 3 --off") => _off = off;

    protected override Task<(string State, string Words)> AskAsync(
        ParseResult parsed, string folder, string run, CancellationToken cancellation) =>
        Task.FromResult(Ask(folder, run, parsed.GetValue(_off)));

    private static (string State, string Words) Ask(string folder, string run, bool off)
    {
        var before = RunControl.Requested(folder);
        if (before == RunRequest.Stop)
            throw new GanSharpException($"{folder}: is being stopped; resume it afterwards with gansharp resume {run}");
        if (!off)
        {
            RunControl.Request(folder, RunRequest.Pause);
            return ("paused", before == RunRequest.Pause
                ? $"is paused already; let it train on with gansharp pause {run} --off"
                : $"saves and pauses after its present step; let it train on with gansharp pause {run} --off");
        }
        RunControl.Request(folder, RunRequest.Continue);
        return ("training", before == RunRequest.Pause ? "trains on" : "was not paused; it trains on");
    }
}
