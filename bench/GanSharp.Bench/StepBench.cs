using System.Diagnostics;
using System.Text.Json;
using GanSharp.Recipes;
using GanSharp.Tensors;
using GanSharp.Training;

namespace GanSharp.Bench;

/// <summary>Whole training steps of a recipe, data already in memory, after two seconds of warming up; a JSON line with the median, fastest and slowest of them.</summary>
internal static class StepBench
{
    private const int Warmup = 10, Steps = 40;
    private static readonly TimeSpan LeastWarmup = TimeSpan.FromSeconds(2);

    public static async Task Run(string name)
    {
        var recipe = RecipeCatalogue.Load(name) with { Steps = 1_000_000, SampleEvery = 0 };
        using var trainer = new Trainer(recipe, recipe.LoadData());
        await using var events = trainer.RunAsync().GetAsyncEnumerator();
        var times = new List<double>();
        var begin = Stopwatch.GetTimestamp();
        while (times.Count < Steps)
        {
            var start = Stopwatch.GetTimestamp();
            await events.MoveNextAsync();
            var isWarm = Stopwatch.GetElapsedTime(begin) > LeastWarmup;
            if (events.Current is StepCompleted { Step: > Warmup } && isWarm)
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        times.Sort();
        var median = times[times.Count / 2];
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            system = name,
            threads = Compute.Threads,
            batch = recipe.BatchSize,
            ms_median = Math.Round(median, 2),
            ms_min = Math.Round(times[0], 2),
            ms_max = Math.Round(times[^1], 2),
            images_per_s = Math.Round(recipe.BatchSize / median * 1000),
        }));
    }
}
