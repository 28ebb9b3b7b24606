using System.Diagnostics;
using System.Text.Json;
using GanSharp.Data;
using GanSharp.Recipes;
using GanSharp.Tensors;
using GanSharp.Training;

namespace GanSharp.Bench;

/// <summary>Whole training steps of a recipe, data already in memory; a JSON line with the median, fastest and slowest of them.</summary>
internal static class StepBench
{
    private const int Warmup = 10, Steps = 40;

    public static async Task Run(string name)
    {
        var recipe = RecipeCatalogue.Load(name) with { Steps = Warmup + Steps, SampleEvery = 0 };
        using var trainer = new Trainer(recipe, Datasets.Load("digits"));
        await using var events = trainer.RunAsync().GetAsyncEnumerator();
        var times = new List<double>();
        for (var start = Stopwatch.GetTimestamp(); await events.MoveNextAsync(); start = Stopwatch.GetTimestamp())
        {
            if (events.Current is StepCompleted { Step: > Warmup })
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
