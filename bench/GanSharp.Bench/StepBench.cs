using System.Text.Json;
using GanSharp.Benchmarks;
using GanSharp.Recipes;

namespace GanSharp.Bench;

/// <summary>Whole training steps of any recipe; a JSON line with the median, fastest and slowest of them.</summary>
internal static class StepBench
{
    private const int Steps = 40;

    public static async Task Run(string name)
    {
        var times = await StepBenchmark.RunAsync(RecipeCatalogue.Load(name), Steps);
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            system = name,
            threads = times.Threads,
            batch = times.Batch,
            ms_median = Math.Round(times.Median.TotalMilliseconds, 2),
            ms_min = Math.Round(times.Sorted[0].TotalMilliseconds, 2),
            ms_max = Math.Round(times.Sorted[^1].TotalMilliseconds, 2),
            images_per_s = Math.Round(times.ImagesPerSecond),
        }));
    }
}
