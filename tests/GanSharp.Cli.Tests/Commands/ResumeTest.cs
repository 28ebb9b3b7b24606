namespace GanSharp.Cli.Tests.Commands;

/// <summary>The base of tests that train and resume a tiny recipe.</summary>
public abstract class ResumeTest : IDisposable
{
    private protected const string Run = "runs/0001-tiny";

    private protected CliRunner Cli { get; } = new CliRunner().WithTinyRecipe();

    public void Dispose()
    {
        Cli.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected void Train(params string[] options) =>
        Cli.Run(["train", "tiny.yaml", "--data", "data", .. options]).Exit.ShouldBe(0);

    /// <summary>Runs a command and stops it when it prints a text.</summary>
    private protected CliResult RunUntil(string text, params string[] args)
    {
        using var stop = new CancellationTokenSource();
        Cli.Cancellation = stop.Token;
        Cli.OnLine = line =>
        {
            if (line.Contains(text, StringComparison.Ordinal))
                stop.Cancel();
        };
        var result = Cli.Run(args);
        (Cli.Cancellation, Cli.OnLine) = (default, null);
        return result;
    }

    /// <summary>Compares the run with one that trains in one go.</summary>
    private protected void ShouldEqualAnUndisturbedRun(params string[] options)
    {
        Train(["--out", "whole", .. options]);
        foreach (var name in (string[])["metrics.jsonl", "generator.safetensors"])
            File.ReadAllBytes(Cli[$"{Run}/{name}"])
                .AsSpan()
                .SequenceEqual(File.ReadAllBytes(Cli[$"whole/{name}"]))
                .ShouldBeTrue(name);
    }

    private protected int Steps() => File.ReadAllLines(Cli[$"{Run}/metrics.jsonl"]).Length;

    private protected Dictionary<string, string> Contents() =>
        Directory
            .EnumerateFiles(Cli[Run], "*", SearchOption.AllDirectories)
            .ToDictionary(path => path, path => Convert.ToHexString(File.ReadAllBytes(path)));
}
