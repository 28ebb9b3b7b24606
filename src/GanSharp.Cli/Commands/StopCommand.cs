using System.CommandLine;
using GanSharp.Training;

namespace GanSharp.Cli.Commands;

/// <summary><c>gansharp stop</c>: stops a training in another process, so that it can be resumed.</summary>
internal sealed class StopCommand(CliEnvironment environment) : ControlCommand(
    "stop", "Stop a training in another process; it saves, and can be resumed.", environment, [],
    "gansharp stop", "gansharp stop 3")
{
    private const int MostLooks = 25;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    protected override async Task<(string State, string Words)> AskAsync(
        ParseResult parsed, string folder, string run, CancellationToken cancellation)
    {
        RunControl.Request(folder, RunRequest.Stop);
        for (var look = 0; look < MostLooks; look++)
        {
            await Task.Delay(BetweenLooks, Environment.Time, cancellation);
            if (!RunControl.IsTraining(folder))
                return ("stopped", $"stopped and saved; resume it with gansharp resume {run}");
        }
        return ("stopping", "will stop as soon as its present step, evaluation or report is done");
    }
}
