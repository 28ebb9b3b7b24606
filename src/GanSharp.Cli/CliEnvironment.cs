using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using GanSharp.Data;
using GanSharp.Data.Downloads;
using GanSharp.Metrics;
using GanSharp.Metrics.Features;
using GanSharp.Mpi;
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
/// <param name="processes">The processes that share the work.</param>
internal delegate EvaluatorFor SweepEvaluator(
    SweepPlan plan, string? folder, Func<RealImages, FeatureNetwork> learn, ProcessGroup processes);

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
    public TextWriter Out { get; private init; } = new VisibleWriter(Out);

    /// <summary>The writer for errors and warnings.</summary>
    public TextWriter Error { get; private init; } = new VisibleWriter(Error);

    /// <summary>The name of <see cref="Out"/> in messages: standard output, or the file of <c>--log</c>.</summary>
    public string OutputName { get; private init; } = "standard output";

    /// <summary>Makes the process independent of its terminal; by default nothing is done.</summary>
    public Action? Detach { get; private init; }

    /// <summary>The writer for errors before the output went to a file; null if it does not.</summary>
    private TextWriter? ErrorOfCaller { get; init; }

    /// <summary>The state of the command.</summary>
    public OngoingWork Work { get; } = new();

    /// <summary>The reason why results could not be written; null if they could.</summary>
    public Exception? OutputFailure => OutputIn(Out)?.Failure;

    /// <summary>The number of the write that is blocked because nothing reads the output; null if none is.</summary>
    public long? WaitingOutput => OutputIn(Out)?.Waiting ?? OutputIn(Error)?.Waiting;

    /// <summary>The processes that this one was started with, connected when first asked for.</summary>
    public ProcessGroup Processes => Connection.Value;

    private Lazy<ProcessGroup> Connection { get; } = new(() => ProcessGroup.Connect(Time));

    /// <summary>Creates the evaluators of sweeps.</summary>
    public SweepEvaluator Evaluate { get; init; } =
        (plan, folder, learn, processes) => new FeatureEvaluator(plan, folder, learn) { Processes = processes }.For;

    /// <summary>
    /// Returns the environment of this process. It has no terminal if <c>NO_COLOR</c> is set or ANSI sequences are not
    /// supported. Of several processes that MPI started, the first alone prints; errors of another are kept until
    /// <see cref="Leave"/>.
    /// </summary>
    public static CliEnvironment OfProcess()
    {
        if (ProcessGroup.IsFollower)
            return new("", TextWriter.Null, new StringWriter(), null, TimeProvider.System, Datasets.DownloadAsync);
        var (output, error) = (new LastingWriter(() => Console.Out), new LastingWriter(() => Console.Error));
        Console.SetOut(output); // the terminal draws through Console.Out
        // MPI gives its processes terminals of its own, whose output it passes on line by line.
        var terminal = ProcessGroup.IsOneOfMany ? null : FindTerminal();
        return new("", output, error, terminal, TimeProvider.System, Datasets.DownloadAsync)
        {
            Detach = ProcessGroup.IsOneOfMany ? null : OwnSession.Start, // of many, the launcher has the terminal
        };
    }

    /// <summary>
    /// Returns an environment whose output is a file, and makes the process independent of its terminal. Both
    /// environments are of the same command.
    /// </summary>
    /// <param name="log">The writer of the file.</param>
    /// <param name="path">The file, for messages.</param>
    public CliEnvironment LoggingTo(TextWriter log, string path)
    {
        var lasting = new VisibleWriter(new LastingWriter(() => log));
        if (Detach is not null)
        {
            Work.OutlivesTerminal = true;
            Detach();
        }
        return this with
        {
            Out = lasting,
            Error = lasting,
            OutputName = path,
            ErrorOfCaller = Error,
            Terminal = null,
        };
    }

    /// <summary>Resolves a path; returns null for null.</summary>
    [return: NotNullIfNotNull(nameof(path))]
    public string? At(string? path) => path is null ? null : Path.Combine(Folder, path);

    /// <summary>Resolves a path of a recipe, and returns its name unchanged.</summary>
    public string AtRecipe(string nameOrPath) => RecipeCatalogue.IsPath(nameOrPath) ? At(nameOrPath) : nameOrPath;

    /// <summary>Resolves a path of features, and returns their name or null unchanged.</summary>
    public string? AtFeatures(string? nameOrPath) =>
        nameOrPath is not null && FeatureNetworks.IsPath(nameOrPath) ? At(nameOrPath) : nameOrPath;

    /// <summary>Writes the error that a command ends with: also for its caller if the output goes to a file.</summary>
    public void Complain(string line)
    {
        Error.WriteLine(line);
        ErrorOfCaller?.WriteLine(line);
    }

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

    /// <summary>
    /// Leaves the other processes, when all do, and returns the exit code. After a failure all end with that code; an
    /// error that only this one has is printed then.
    /// </summary>
    public int Leave(int exit)
    {
        if (!Connection.IsValueCreated || Connection.Value is not { Count: > 1 } processes)
            return exit;
        if (exit is ExitCode.Success or > ExitCode.OfSignal)
        {
            processes.Dispose();
            return exit;
        }
        if (!processes.IsFirst)
        {
            // The first may have failed in the same way; it has said so then, and ends this process now.
            Task.Delay(TimeSpan.FromSeconds(2), Time).Wait();
            Console.Error.Write($"process {processes.Rank} on {processes.Hosts[processes.Rank]}: {KeptErrors}");
        }
        processes.Abort(exit);
        return exit;
    }

    private string? KeptErrors => (Error as VisibleWriter)?.Inner.ToString();

    private static LastingWriter? OutputIn(TextWriter writer) => (writer as VisibleWriter)?.Inner as LastingWriter;

    private static IAnsiConsole? FindTerminal()
    {
        if (Console.IsOutputRedirected || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 })
            return null;
        var terminal = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Out) });
        return terminal.Profile.Capabilities.Ansi ? terminal : null;
    }
}
