using System.CommandLine;
using System.CommandLine.Completions;
using GanSharp.Training;
using GanSharp.Zoo;

namespace GanSharp.Cli.Commands;

/// <summary>A command whose help shows examples.</summary>
internal class ToolCommand(string name, string about, CliEnvironment environment, params string[] examples)
    : Command(name, about)
{
    /// <summary>The example command lines.</summary>
    public IReadOnlyList<string> Examples => examples;

    /// <summary>Whether the command shares its work among processes that MPI started; false by default.</summary>
    public virtual bool SharesWork => false;

    protected CliEnvironment Environment => environment;

    /// <summary>
    /// Resolves the name of a run: a path, latest, or a number or name in <c>runs</c>.
    /// </summary>
    /// <exception cref="GanSharpException">No run has that number.</exception>
    protected string PathOf(string run)
    {
        var path = Environment.At(run);
        if (run != RunFolders.LatestName && Path.Exists(path))
            return path;
        var runs = Environment.At("runs");
        return RunFolders.Find(run, runs)
            ?? (run.All(char.IsAsciiDigit)
                ? throw new GanSharpException(
                    $"there is no run {run} in {runs}; name another number, a folder, or latest")
                : path);
    }

    /// <summary>The built-in generator that an option names; null if it names none.</summary>
    /// <exception cref="GanSharpException">There is no such generator, or a run is named as well.</exception>
    protected static ZooGenerator? BuiltIn(ParseResult parsed, Option<string?> from, Argument<string> run) =>
        parsed.GetValue(from) is not { } name ? null
        : parsed.GetResult(run) is { Implicit: false }
            ? throw new GanSharpException($"{from.Name} {name} and a run exclude each other; leave one out")
        : GeneratorZoo.Find(name);

    /// <summary>Returns latest and the runs in <c>runs</c> as completions.</summary>
    protected IEnumerable<CompletionItem> Runs(CompletionContext context) =>
        Directory.Exists(Environment.At("runs"))
            ?
            [
                new(RunFolders.LatestName),
                .. Directory
                    .GetDirectories(Environment.At("runs"))
                    .Select(folder => new CompletionItem(Path.GetFileName(folder))),
            ]
            : [];

    /// <summary>
    /// Returns the settings that options set. Options have the names of the settings; one without a value sets true.
    /// </summary>
    protected static IEnumerable<(string Key, string Value)> SettingsOf(
        ParseResult parsed,
        IEnumerable<Option<string?>> options) =>
        options
            .Where(option => parsed.GetResult(option) is not null)
            .Select(option => (
                option.Name[2..],
                option.Arity.MaximumNumberOfValues == 0 ? "true" : parsed.GetRequiredValue(option)!));

    /// <summary>Splits a value of <c>--set</c> into key and value.</summary>
    protected static (string Key, string Value) KeyAndValue(string text) => text.Split('=', 2) is [var key, var value]
        ? (key.Trim(), value.Trim())
        : throw new GanSharpException($"--set {text}: write KEY=VALUE, such as --set batch-size=32");
}
