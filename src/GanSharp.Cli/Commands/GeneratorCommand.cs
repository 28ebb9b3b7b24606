using System.CommandLine;
using System.CommandLine.Completions;
using GanSharp.Cli.Shells;
using GanSharp.Sampling;
using GanSharp.Tensors;
using GanSharp.Training;

namespace GanSharp.Cli.Commands;

/// <summary>The base of commands that use a trained generator: their common options, and loading it.</summary>
internal abstract class GeneratorCommand(
    string name, string about, CliEnvironment environment, params string[] examples)
    : ToolCommand(name, about, environment, examples)
{
    private readonly Argument<string> _run = NewOption.Generator();
    private readonly Option<string?> _from = NewOption.BuiltIn();
    private readonly Option<long?> _seed = NewOption.Number(
        "--seed", "seed of the noise; 1 by default", long.MinValue, long.MaxValue);
    private readonly Option<int?> _zoom = NewOption.Zoom();
    private readonly Option<int?> _threads = NewOption.Threads();
    private readonly Option<bool> _json = NewOption.Flag("--json", "print one JSON object and nothing else");

    /// <summary>Adds the argument for the generator, the given symbols and the common options.</summary>
    /// <param name="own">The arguments and options of this command.</param>
    /// <param name="isRequired">Whether the generator must be named; the latest run by default.</param>
    protected void AddSymbols(IEnumerable<Symbol> own, bool isRequired = false)
    {
        _run.CompletionSources.Add(Runs);
        if (isRequired)
            _run.DefaultValueFactory = null;
        IEnumerable<Symbol> sources = isRequired ? [_run] : [_run, _from];
        foreach (var symbol in (IEnumerable<Symbol>)[.. sources, .. own, _seed, _zoom, _threads, _json])
        {
            if (symbol is Argument argument)
                Add(argument);
            else
                Add((Option)symbol);
        }
    }

    /// <summary>The classes of the generator that the command line names; none if it has none.</summary>
    protected IEnumerable<CompletionItem> ClassesOfGenerator(CompletionContext context)
    {
        try
        {
            return Completions.OfList(context, Find(context.ParseResult).Sampler.ClassNames);
        }
        catch (GanSharpException)
        {
            return [];
        }
    }

    /// <summary>Sets the number of threads and loads the generator.</summary>
    /// <returns>Its file, and a sampler of it.</returns>
    protected (string Source, Sampler Sampler) Load(ParseResult parsed)
    {
        Compute.Threads = parsed.GetValue(_threads) ?? Compute.Threads;
        return Find(parsed);
    }

    private (string Source, Sampler Sampler) Find(ParseResult parsed)
    {
        if (BuiltIn(parsed, _from, _run) is { } builtIn)
            return (builtIn.Name, builtIn.Load());
        var source = RunFolders.GeneratorOf(PathOf(parsed.GetValue(_run) ?? RunFolders.LatestName));
        return (source, GeneratorFile.Load(source));
    }

    /// <summary>The seed of the noise.</summary>
    protected long Seed(ParseResult parsed) => parsed.GetValue(_seed) ?? 1;

    /// <summary>The zoom of pictures; null if it is not given.</summary>
    protected int? Zoom(ParseResult parsed) => parsed.GetValue(_zoom);

    /// <summary>Whether the output is JSON.</summary>
    protected bool IsJson(ParseResult parsed) => parsed.GetValue(_json);
}
