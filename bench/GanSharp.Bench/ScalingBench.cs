using GanSharp.Benchmarks;
using GanSharp.Models;
using GanSharp.Networks;
using GanSharp.Tensors;

namespace GanSharp.Bench;

/// <summary>
/// Predicts weak scaling over many nodes: times the steps of the systems here, as if this machine were a node, and adds
/// what <see cref="ScalingModel"/> says about the exchange of gradients. Prints the tables of docs/scaling.md.
/// </summary>
internal static class ScalingBench
{
    private const int Steps = 15;
    private static readonly int[] Nodes = [2, 4, 8, 16, 32, 64, 128, 256], Gigabits = [1, 10, 25, 100];

    public static async Task Run()
    {
        var systems = new List<(string Name, int Batch, double Seconds, double Bytes)>();
        foreach (var name in StepBenchmark.Systems)
        {
            var recipe = StepBenchmark.RecipeOf(name);
            var times = await StepBenchmark.RunAsync(recipe, Steps);
            var data = StepBenchmark.LoadData(recipe);
            var model = new GanModel(recipe, new NetworkContext(data.ImageShape, data.Classes));
            systems.Add((
                name, recipe.BatchSize, times.Median.TotalSeconds,
                4d * (model.Generator.ParameterCount + model.Discriminator.ParameterCount)));
        }
        Console.WriteLine($"| {Compute.Threads} threads | batch of a node | ms a step | MB of gradients |");
        Console.WriteLine("|---|---:|---:|---:|");
        foreach (var (name, batch, seconds, bytes) in systems)
            Console.WriteLine($"| {name} | {batch} | {1000 * seconds:F1} | {bytes / 1e6:F1} |");
        foreach (var gigabits in Gigabits)
        {
            var link = new ScalingModel(gigabits * 1e9 / 8);
            Console.WriteLine($"\n| {gigabits} Gbit/s, nodes | {string.Join(" | ", Nodes)} | half at a batch of |");
            Console.WriteLine($"|---|{string.Concat(Nodes.Select(_ => "---:|"))}---:|");
            foreach (var (name, batch, seconds, bytes) in systems)
            {
                var shares = Nodes.Select(nodes => $"{seconds / link.Step(seconds, bytes, nodes):P0}");
                var half = link.ComputingAtHalf(bytes, Nodes[^1]) / (seconds / batch);
                Console.WriteLine($"| {name} | {string.Join(" | ", shares)} | {Math.Ceiling(half)} |");
            }
        }
    }
}
