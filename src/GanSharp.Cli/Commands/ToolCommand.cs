using System.CommandLine;
using System.CommandLine.Completions;
using GanSharp.Training;

namespace GanSharp.Cli.Commands;

/// <summary>A command that teaches by example.</summary>
internal class ToolCommand(string name, string about, CliEnvironment environment, params string[] examples)
    : Command(name, about)
{
    /// <summary>Command lines that help shows.</summary>
    public IReadOnlyList<string> Examples => examples;

    protected CliEnvironment Environment => environment;

    /// <summary>
    /// Where the run is that a command line calls so: a path, or latest, a number or a name under <c>runs</c>.
    /// </summary>
    protected string PathOf(string run)
    {
        var path = Environment.At(run);
        return run != RunFolders.LatestName && Path.Exists(path)
            ? path
            : RunFolders.Find(run, Environment.At("runs")) ?? path;
    }

    /// <summary>The runs under <c>runs</c>, the newest first, as shells complete them.</summary>
    protected IEnumerable<CompletionItem> Runs(CompletionContext context) =>
        Directory.Exists(Environment.At("runs"))
            ?
            [
                new(RunFolders.LatestName),
                .. Directory
                    .GetDirectories(Environment.At("runs"))
            .Select(folder => new CompletionItem(Path.GetFileName(folder)))] : [];

    /// <summary>The settings of a recipe that options were given for; they are called alike.</summary>
    protected static IEnumerable<(string Key, string Value)> SettingsOf(
        ParseResult parsed,
        IEnumerable<Option<string?>> options) =>
        options
        .Where(option => parsed.GetResult(option) is not null)
        .Select(option => (option.Name[2..], parsed.GetRequiredValue(option)!));

    /// <summary>Splits what <c>--set</c> takes.</summary>
    protected static (string Key, string Value) KeyAndValue(string text) => text.Split('=', 2) is [var key, var value]
        ? (key.Trim(), value.Trim())
        : throw new GanSharpException($"--set {text}: write KEY=VALUE, such as --set batch-size=32");
}
