using System.CommandLine;
using GanSharp.Text;
using GanSharp.Training;

namespace GanSharp.Cli.Commands;

/// <summary>The base of commands that ask something of a training in another process.</summary>
internal abstract class ControlCommand : ToolCommand
{
    private readonly Argument<string> _run = new("RUN")
    {
        Description = "a run folder, its number or name in runs/, or latest (the highest number)",
        DefaultValueFactory = _ => RunFolders.LatestName,
    };

    private readonly Option<bool> _json = NewOption.Flag("--json", "print one JSON object and nothing else");

    protected ControlCommand(
        string name, string about, CliEnvironment environment, IEnumerable<Option> options, params string[] examples)
        : base(name, about, environment, examples)
    {
        _run.CompletionSources.Add(Runs);
        Add(_run);
        foreach (var option in (IEnumerable<Option>)[.. options, _json])
            Add(option);
        SetAction(RunAsync);
    }

    /// <summary>Asks for it.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="folder">The folder of a run that is in training.</param>
    /// <param name="run">The run in a command line.</param>
    /// <param name="cancellation">Ends the wait for an answer.</param>
    /// <returns>What happened, for programs and in words.</returns>
    protected abstract Task<(string State, string Words)> AskAsync(
        ParseResult parsed, string folder, string run, CancellationToken cancellation);

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var name = parsed.GetRequiredValue(_run);
        var (folder, run) = (PathOf(name), ShellWord.Path(name));
        if (!RunControl.IsTraining(folder))
            throw new GanSharpException($"{folder}: is not in training; start it with gansharp resume {run}");
        var (state, words) = await AskAsync(parsed, folder, run, cancellation);
        if (parsed.GetValue(_json))
            Environment.WriteJson(new { Event = Name, Run = folder, State = state });
        else
            Environment.Out.WriteLine($"{folder}: {words}");
        return ExitCode.Success;
    }
}
