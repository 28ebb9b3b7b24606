using System.Diagnostics;
using System.Text.Json;
using GanSharp.Benchmarks;
using GanSharp.Sampling;
using GanSharp.Tensors;
using GanSharp.Training;

namespace GanSharp.Bench;

/// <summary>Images per second of a <see cref="Sampler"/> for several batch sizes, from fresh noise to pixels.</summary>
internal static class SampleBench
{
    private const string Usage = "usage: GanSharp.Bench sample [SYSTEM...] [--threads N] [--json]";
    private static readonly int[] Batches = [1, 64, 1024];
    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(1), Timed = TimeSpan.FromSeconds(2);

    /// <summary>Runs and returns the exit code: 0, or 2 for bad usage.</summary>
    public static int Run(string[] arguments)
    {
        var (systems, common) = (new List<string>(), new CommonOptions());
        var words = new Queue<string>(arguments);
        while (words.TryDequeue(out var word))
        {
            if (common.Take(word, words))
                continue;
            if (StepBenchmark.Systems.Contains(word))
                systems.Add(word);
            else
            {
                Console.WriteLine($"{Usage}{Environment.NewLine}systems: {string.Join(", ", StepBenchmark.Systems)}");
                return 2;
            }
        }
        foreach (var system in systems.Count > 0 ? systems : StepBenchmark.Systems)
            Run(system, common.Json);
        return 0;
    }

    private static void Run(string system, bool json)
    {
        var recipe = StepBenchmark.RecipeOf(system);
        using var trainer = new Trainer(recipe, StepBenchmark.LoadData(recipe));
        var (noise, labels) = (new RandomStream("latent", recipe.Seed), new RandomStream("labels", recipe.Seed));
        foreach (var batch in Batches)
            Print(system, batch, Seconds(() => Draw(trainer.Sampler, batch, noise, labels)), json);
    }

    private static void Draw(Sampler sampler, int count, RandomStream noise, RandomStream labels)
    {
        using var scope = new TensorScope();
        sampler.Generate(
            sampler.Latent.Draw(count, noise),
            sampler.IsConditional ? labels.Integers(count, sampler.ClassNames.Count) : null);
    }

    /// <summary>The median time of a draw, after a warm-up.</summary>
    private static double Seconds(Action draw)
    {
        Times(draw, Warmup);
        return Measure.Median(Times(draw, Timed));
    }

    private static List<double> Times(Action draw, TimeSpan time)
    {
        var times = new List<double>();
        for (var all = Stopwatch.StartNew(); all.Elapsed < time;)
            times.Add(Measure.Seconds(draw, 1));
        return times;
    }

    private static void Print(string system, int batch, double seconds, bool json) => Console.WriteLine(json
        ? JsonSerializer.Serialize(new
        {
            system,
            gansharp = typeof(Sampler).Assembly.GetName().Version?.ToString(3),
            threads = Compute.Threads,
            batch,
            ms_median = Math.Round(seconds * 1e3, 3),
            images_per_s = Math.Round(batch / seconds, 1),
        })
        : $"{system,-12} batch {batch,4}, {Compute.Threads} threads: {batch / seconds,10:F0} images/s");
}
