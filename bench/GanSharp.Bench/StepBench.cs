using GanSharp.Benchmarks;
using GanSharp.Recipes;

namespace GanSharp.Bench;

/// <summary>Whole training steps of any recipe, as a JSON line with the median, the fastest and the slowest.</summary>
internal static class StepBench
{
    private const int Steps = 40;

    public static async Task Run(string name) =>
        Console.WriteLine((await StepBenchmark.RunAsync(RecipeCatalogue.Load(name), Steps)).ToJson(name));
}
