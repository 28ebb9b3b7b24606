using GanSharp.Benchmarks;
using GanSharp.Tensors;

namespace GanSharp.Bench;

/// <summary>
/// The scaling of a training step: the time per image for several batch sizes, and the gain from several threads
/// compared with their gain for multiply-adds in registers.
/// </summary>
internal static class ScaleBench
{
    private const int Steps = 20;
    private static readonly int[] Batches = [64, 128, 256, 512];

    public static async Task Run(string system)
    {
        foreach (var batch in Batches)
        {
            var milliseconds = await Milliseconds(system, batch);
            Console.WriteLine(
                $"{system}, batch {batch,3}, {Compute.Threads} threads: {milliseconds,8:F1} ms per step, "
                + $"{milliseconds / batch,6:F3} ms per image");
        }
        var threads = Compute.Threads;
        var (together, peak) = (await Milliseconds(system, Batches[0]), Machine.GigaFlops(threads));
        Compute.Threads = 1;
        var (alone, peakAlone) = (await Milliseconds(system, Batches[0]), Machine.GigaFlops(1));
        Compute.Threads = threads;
        var (gain, gainInRegisters) = (alone / together, peak / peakAlone);
        Console.WriteLine(
            $"{system}, batch {Batches[0]}: {threads} threads gain {gain:F2} "
            + $"({alone:F1} ms with one, {together:F1} ms), "
            + $"multiply-adds in registers {gainInRegisters:F2}; {gain / gainInRegisters:P0} of that");
    }

    private static async Task<double> Milliseconds(string system, int batch) =>
        (await StepBenchmark.RunAsync(StepBenchmark.RecipeOf(system) with { BatchSize = batch }, Steps))
            .Median
            .TotalMilliseconds;
}
