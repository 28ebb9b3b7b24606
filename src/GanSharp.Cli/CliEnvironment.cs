using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using GanSharp.Data;
using GanSharp.Data.Downloads;
using GanSharp.Metrics;
using GanSharp.Metrics.Features;
using GanSharp.Recipes;
using GanSharp.Studies;
using Spectre.Console;

namespace GanSharp.Cli;

/// <summary>Downloads a data set and returns its folder; see <see cref="Datasets.DownloadAsync"/>.</summary>
internal delegate Task<string> DownloadDataset(
    string name, IProgress<DownloadProgress> progress, CancellationToken cancellation);

/// <summary>Returns the evaluator for the trials of a sweep.</summary>
/// <param name="plan">The sweep.</param>
/// <param name="folder">The folder with the files of its data set; null for the default location.</param>
/// <param name="learn">Returns the features of images without classes.</param>
internal delegate EvaluatorFor SweepEvaluator(SweepPlan plan, string? folder, Func<RealImages, FeatureNetwork> learn);

/// <summary>The surroundings of a command: files, output, terminal, clock and network.</summary>
/// <param name="Folder">The base of relative paths; empty for the working directory of the process.</param>
/// <param name="Out">The writer for results.</param>
/// <param name="Error">The writer for errors and warnings.</param>
/// <param name="Terminal">The terminal to draw in; null if the output is redirected or must be plain.</param>
/// <param name="Time">The clock.</param>
/// <param name="Download">Downloads a data set.</param>
internal sealed record CliEnvironment(
    string Folder, TextWriter Out, TextWriter Error, IAnsiConsole? Terminal, TimeProvider Time,
    DownloadDataset Download)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The writer for results, as text or JSON. Pictures are drawn in the <see cref="Terminal"/>.</summary>
    public TextWriter Out { get; } = new VisibleWriter(Out);

    /// <summary>The writer for errors and warnings.</summary>
    public TextWriter Error { get; } = new VisibleWriter(Error);

    /// <summary>The state of the command.</summary>
    public OngoingWork Work { get; } = new();

    /// <summary>The reason why results could not be written; null if they could.</summary>
    public Exception? OutputFailure => OutputIn(Out)?.Failure;

    /// <summary>The number of the write that is blocked because nothing reads the output; null if none is.</summary>
    public long? WaitingOutput => OutputIn(Out)?.Waiting ?? OutputIn(Error)?.Waiting;

    /// <summary>Creates the evaluators of sweeps.</summary>
    public SweepEvaluator Evaluate { get; init; } =
        (plan, folder, learn) => new FeatureEvaluator(plan, folder, learn).For;

    /// <summary>
    /// Returns the environment of this process. It has no terminal if <c>NO_COLOR</c> is set or ANSI sequences are not
    /// supported.
    /// </summary>
    public static CliEnvironment OfProcess()
    {
        var (output, error) = (new LastingWriter(() => Console.Out), new LastingWriter(() => Console.Error));
        Console.SetOut(output); // the terminal draws through Console.Out
        return new("", output, error, FindTerminal(), TimeProvider.System, Datasets.DownloadAsync);
    }

    /// <summary>Resolves a path; returns null for null.</summary>
    [return: NotNullIfNotNull(nameof(path))]
    public string? At(string? path) => path is null ? null : Path.Combine(Folder, path);

    /// <summary>Resolves a path of a recipe, and returns its name unchanged.</summary>
    public string AtRecipe(string nameOrPath) => RecipeCatalogue.IsPath(nameOrPath) ? At(nameOrPath) : nameOrPath;

    /// <summary>Resolves a path of features, and returns their name or null unchanged.</summary>
    public string? AtFeatures(string? nameOrPath) =>
        nameOrPath is not null && FeatureNetworks.IsPath(nameOrPath) ? At(nameOrPath) : nameOrPath;

    /// <summary>
    /// Reports something that could not be done. The command continues, and ends with <see cref="ExitCode.Failed"/>.
    /// </summary>
    public void Lose(string message)
    {
        Work.IsIncomplete = true;
        Error.WriteLine($"{Tool.Name}: {message.ReplaceLineEndings(" ")}");
    }

    /// <summary>Writes a value as a line of JSON.</summary>
    public void WriteJson(object value) => Out.WriteLine(JsonSerializer.Serialize(value, Json));

    private static LastingWriter? OutputIn(TextWriter writer) => (writer as VisibleWriter)?.Inner as LastingWriter;

    private static IAnsiConsole? FindTerminal()
    {
        if (Console.IsOutputRedirected || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 })
            return null;
        var terminal = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Out) });
        return terminal.Profile.Capabilities.Ansi ? terminal : null;
    }
}
