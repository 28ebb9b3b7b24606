using GanSharp.IO;
using Spectre.Console;

namespace GanSharp.Cli.Tests;

/// <summary>The result of a command.</summary>
internal sealed record CliResult(int Exit, string Out, string Error)
{
    public string[] Lines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>Runs commands in a temporary folder.</summary>
internal sealed class CliRunner : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gansharp-cli-");

    public string Folder => _folder.FullName;

    public TimeProvider Time { get; init; } = new FrozenTime();

    public CancellationToken Cancellation { get; set; }

    /// <summary>Replaces downloads. By default they fail, as there is no network.</summary>
    public DownloadDataset Download { get; init; } =
        (name, _, _) => throw new GanSharpException($"{name}: no network in tests", new IOException());

    /// <summary>Replaces the evaluator of sweeps; null for the real one.</summary>
    public SweepEvaluator? Evaluate { get; init; }

    /// <summary>The cache of the commands.</summary>
    public string Cache => this["cache"];

    /// <summary>Is called for every line that a command prints.</summary>
    public Action<string>? OnLine { get; set; }

    public string this[string name] => Path.Combine(Folder, name);

    /// <summary>The relative paths of all files and folders.</summary>
    public string[] Entries => [.. Directory.EnumerateFileSystemEntries(Folder, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Folder, path)).Order(StringComparer.Ordinal)];

    public CliResult Run(params string[] args)
    {
        var (output, error) = (new ListeningWriter(OnLine), new StringWriter { NewLine = "\n" });
        return new(Run(args, output, error, null), output.ToString(), error.ToString());
    }

    public CliResult RunInTerminal(params string[] args)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var terminal = NewTerminal(output, ColorSystemSupport.TrueColor, 100);
        return new(Run(args, output, error, terminal), output.ToString(), error.ToString());
    }

    public static IAnsiConsole NewTerminal(TextWriter output, ColorSystemSupport colors, int width)
    {
        var terminal = AnsiConsole.Create(new()
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = colors,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(output),
        });
        terminal.Profile.Width = width;
        return terminal;
    }

    /// <summary>
    /// Writes forty images of 4×4 and their labels, 0 to 2, into <c>data</c>, and a recipe with tiny networks.
    /// </summary>
    public CliRunner WithTinyRecipe(string name = "tiny", string conditioning = "concat", string also = "")
    {
        Idx.Write(
            this["data/tiny-images.idx"],
            new([40, 4, 4], [.. Enumerable.Range(0, 40 * 16).Select(i => (byte)(i * 37))]));
        Idx.Write(this["data/tiny-labels.idx"], new([40], [.. Enumerable.Range(0, 40).Select(i => (byte)(i % 3))]));
        File.WriteAllText(this[$"{name}.yaml"], $"""
            name: {name}
            latent: 5 normal
            conditioning: {conditioning}
            generator: [linear C x H x W, tanh]
            discriminator: [linear 1]
            dataset: idx
            batch-size: 8
            epochs: 2
            {also}
            """);
        return this;
    }

    /// <summary>Creates a runner whose folder has copies of the files of this one.</summary>
    public CliRunner Copy()
    {
        var copy = new CliRunner();
        foreach (var entry in Entries.Where(entry => !Directory.Exists(this[entry])))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(copy[entry])!);
            File.Copy(this[entry], copy[entry]);
        }
        return copy;
    }

    /// <summary>
    /// Writes red and blue pictures of several sizes into <c>colours/red</c> and <c>colours/blue</c>.
    /// </summary>
    public CliRunner WithColours(int perClass = 8)
    {
        for (var i = 0; i < perClass; i++)
        {
            var (width, height) = (8 + i % 3, 8 + i % 2);
            byte strong = (byte)(200 + i), weak = (byte)(10 * i % 100);
            Save("red", [strong, weak, weak]);
            Save("blue", [weak, weak, strong]);

            void Save(string name, byte[] colour) => PngWriter.Save(
                this[$"colours/{name}/{i}.png"],
                new(width, height, 3, [.. Enumerable.Repeat(colour, width * height).SelectMany(pixel => pixel)]));
        }
        return this;
    }

    public int Run(string[] args, TextWriter output, TextWriter error, IAnsiConsole? terminal = null)
    {
        System.Environment.SetEnvironmentVariable("GANSHARP_DATA", Cache);
        return Tool.RunAsync(args, Environment(output, error, terminal), Cancellation)
            .GetAwaiter()
            .GetResult();
    }

    /// <summary>The environment of the commands; by default one that prints nothing.</summary>
    public CliEnvironment Environment(
        TextWriter? output = null, TextWriter? error = null, IAnsiConsole? terminal = null)
    {
        var environment = new CliEnvironment(
            Folder, output ?? TextWriter.Null, error ?? TextWriter.Null, terminal, Time, Download);
        return Evaluate is null ? environment : environment with { Evaluate = Evaluate };
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private sealed class ListeningWriter(Action<string>? onLine) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.Write($"{value}\n");
            onLine?.Invoke(value ?? "");
        }
    }

    /// <summary>A clock that stands still.</summary>
    private sealed class FrozenTime : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }
}

/// <summary>A clock that advances by one tick whenever it is read, a second by default.</summary>
internal sealed class TickingTime(int perSecond = 1) : TimeProvider
{
    private long _ticks;

    public override long TimestampFrequency => perSecond;

    public override long GetTimestamp() => _ticks++;
}
