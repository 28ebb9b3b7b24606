using System.CommandLine;
using System.Globalization;
using GanSharp.Benchmarks;
using GanSharp.Tensors;

namespace GanSharp.Cli.Commands;

/// <summary><c>gansharp bench</c>: measures how fast this machine trains.</summary>
internal sealed class BenchCommand : ToolCommand
{
    private readonly Argument<string[]> _systems = new("SYSTEM")
    {
        Description = $"systems to time: {string.Join(", ", StepBenchmark.Systems)}; all by default",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<int?> _steps = NewOption.Number(
        "--steps", "steps to time, after two seconds of warm-up; 30 by default", 1, 100_000);
    private readonly Option<int?> _threads = NewOption.Threads();
    private readonly Option<bool> _json = NewOption.Flag(
        "--json", "print one JSON object per system and nothing else");

    public BenchCommand(CliEnvironment environment) : base(
        "bench",
        "Time training steps on the built-in digits.",
        environment,
        "gansharp bench",
        "gansharp bench gan-conv --threads 1 --steps 100")
    {
        _systems.CompletionSources.Add([.. StepBenchmark.Systems]);
        Add(_systems);
        Add(_steps);
        Add(_threads);
        Add(_json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var names = parsed.GetValue(_systems) is { Length: > 0 } asked ? asked : StepBenchmark.Systems;
        var systems = names.Select(name => (Name: name, Recipe: StepBenchmark.RecipeOf(name))).ToArray();
        Compute.Threads = parsed.GetValue(_threads) ?? Compute.Threads;
        foreach (var (name, recipe) in systems)
        {
            var times = await StepBenchmark.RunAsync(
                recipe, parsed.GetValue(_steps) ?? 30, Environment.Time, cancellation);
            Environment.Out.WriteLine(parsed.GetValue(_json) ? times.ToJson(name) : Text(name, times));
        }
        return ExitCode.Success;
    }

    private static string Text(string name, StepTimes times) => string.Create(CultureInfo.InvariantCulture,
        $"{name,-12}{times.Median.TotalMilliseconds,9:F2} ms per step "
        + $"({times.Sorted[0].TotalMilliseconds:F2} to {times.Sorted[^1].TotalMilliseconds:F2})"
        + $"{times.ImagesPerSecond,9:N0} images/s, batch {times.Batch}, {times.Threads} threads");
}
