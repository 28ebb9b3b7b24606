using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using GanSharp.Data;
using GanSharp.Data.Downloads;
using GanSharp.Metrics.Features;
using GanSharp.Studies;
using Spectre.Console;

namespace GanSharp.Cli;

/// <summary>Downloads a data set and returns its folder; see <see cref="Datasets.DownloadAsync"/>.</summary>
internal delegate Task<string> DownloadDataset(
    string name, IProgress<DownloadProgress> progress, CancellationToken cancellation);

/// <summary>What evaluates the trials of a sweep.</summary>
/// <param name="plan">The sweep.</param>
/// <param name="folder">The folder with the files of its data set; null for where it is by itself.</param>
internal delegate EvaluatorFor SweepEvaluator(SweepPlan plan, string? folder);

/// <summary>What a command sees of the world.</summary>
/// <param name="Folder">The folder that relative paths begin at; empty for the process's own.</param>
/// <param name="Out">Where results go.</param>
/// <param name="Error">Where complaints go.</param>
/// <param name="Terminal">The terminal to draw in; null when the output is redirected, or shall be plain.</param>
/// <param name="Time">The clock.</param>
/// <param name="Download">The way to data sets that are elsewhere.</param>
internal sealed record CliEnvironment(
    string Folder, TextWriter Out, TextWriter Error, IAnsiConsole? Terminal, TimeProvider Time,
    DownloadDataset Download)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Where results go, as text or JSON; pictures are drawn in the <see cref="Terminal"/>.</summary>
    public TextWriter Out { get; } = new VisibleWriter(Out);

    /// <summary>Where complaints go.</summary>
    public TextWriter Error { get; } = new VisibleWriter(Error);

    /// <summary>What the command is doing.</summary>
    public OngoingWork Work { get; } = new();

    /// <summary>Why results could not be written; null where they could.</summary>
    public Exception? OutputFailure => OutputIn(Out)?.Failure;

    /// <summary>
    /// The number of the write that the command waits for, because nobody reads; null while it does not.
    /// </summary>
    public long? WaitingOutput => OutputIn(Out)?.Waiting ?? OutputIn(Error)?.Waiting;

    /// <summary>What sweeps are evaluated by.</summary>
    public SweepEvaluator Evaluate { get; init; } = (plan, folder) => new FeatureEvaluator(plan, folder).For;

    /// <summary>
    /// The environment of this process. Drawing is left out for <c>NO_COLOR</c> and terminals without ANSI sequences.
    /// </summary>
    public static CliEnvironment OfProcess()
    {
        var (output, error) = (new LastingWriter(() => Console.Out), new LastingWriter(() => Console.Error));
        Console.SetOut(output); // which the terminal is drawn through
        return new("", output, error, FindTerminal(), TimeProvider.System, Datasets.DownloadAsync);
    }

    /// <summary>A path as the commands use it; null for none.</summary>
    [return: NotNullIfNotNull(nameof(path))]
    public string? At(string? path) => path is null ? null : Path.Combine(Folder, path);

    /// <summary>The name of features, or their path as the commands use it; null for none.</summary>
    public string? AtFeatures(string? nameOrPath) =>
        nameOrPath is not null && FeatureNetworks.IsPath(nameOrPath) ? At(nameOrPath) : nameOrPath;

    /// <summary>Says what the command goes on without. It ends with <see cref="ExitCode.Failed"/>.</summary>
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
