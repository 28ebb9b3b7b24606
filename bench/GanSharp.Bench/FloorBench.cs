using System.Diagnostics;
using GanSharp.Benchmarks;
using GanSharp.Models;
using GanSharp.Recipes;
using GanSharp.Tensors;
using GanSharp.Training;

namespace GanSharp.Bench;

/// <summary>
/// What a training step must cost and what it does cost: its operations at the processor's peak, the bytes that
/// optimisers cannot avoid at the bandwidth of copying, the time, and kernel by kernel where that goes.
/// </summary>
internal static class FloorBench
{
    private const int Warmup = 40, Timed = 30, Profiled = 10, Rows = 14;

    // Adam reads weight, gradient and two moments and writes all but the gradient, which something else has written
    // before.
    private const int PassesOverParameters = 8;

    public static async Task Run(IEnumerable<string> systems)
    {
        var (peak, bandwidth) = (Machine.GigaFlops(Compute.Threads), Machine.CopyGigaBytes(Compute.Threads));
        Console.WriteLine(
            $"{Compute.Threads} threads: peak {peak:F0} GFLOP/s in single precision, copying {bandwidth:F1} GB/s (read and written)");
        foreach (var system in systems)
            await Run(system, peak, bandwidth);
    }

    private static async Task Run(string system, double peak, double bandwidth)
    {
        // A name that both have is the system's: its networks are those of the other frameworks.
        var recipe = StepBenchmark.Systems.Contains(system)
            ? StepBenchmark.RecipeOf(system)
            : RecipeCatalogue.Load(system);
        using var trainer = new Trainer(
            recipe with
            {
                Steps = 1_000_000_000,
                SampleEvery = 0,
                CheckpointEvery = 0,
            },
            recipe.LoadData());
        await using var events = trainer.RunAsync().GetAsyncEnumerator();
        for (var step = 0; step < Warmup; step++)
            await Step(events);
        var times = new double[Timed];
        for (var step = 0; step < Timed; step++)
            times[step] = await Step(events);
        var (uses, profiled) = (new List<KernelUse>(), 0d);
        for (var step = 0; step < Profiled; step++)
            profiled += await Step(events, uses) / Profiled;
        Print(system, Measure.Median(times), profiled, Together(uses), trainer.Model, peak, bandwidth);
    }

    /// <summary>
    /// The uses of all steps, those of the same kernel on the same operands as one, the longest first.
    /// </summary>
    private static IReadOnlyList<KernelUse> Together(IEnumerable<KernelUse> uses) =>
    [
        .. from use in uses
           group use by (use.Kernel, use.Operands) into same
           let time = TimeSpan.FromTicks(same.Sum(use => use.Time.Ticks))
           orderby time descending
           select new KernelUse(
               same.Key.Kernel, same.Key.Operands, same.Sum(use => use.Calls),
               time, same.Sum(use => use.Operations),
               same.Sum(use => use.Bytes)),
    ];

    private static void Print(
        string system, double milliseconds, double profiled, IReadOnlyList<KernelUse> uses, GanModel model, double peak,
        double bandwidth)
    {
        var operations = uses.Sum(use => use.Operations) / Profiled;
        var unavoidable =
            (double)PassesOverParameters
            * sizeof(float)
            * (model.Generator.ParameterCount + model.Discriminator.ParameterCount);
        var (arithmetic, memory) = (operations / peak / 1e6, unavoidable / bandwidth / 1e6);
        var floor = Math.Max(arithmetic, memory);
        Console.WriteLine();
        Console.WriteLine(
            $"{system}: {milliseconds:F2} ms; {operations / 1e9:F2} GFLOP = {arithmetic:F2} ms at the peak; "
            + $"{unavoidable / 1e6:F0} MB of parameters = {memory:F2} ms; "
            + $"{milliseconds / floor:F2} times the floor; kernels move {uses.Sum(use => use.Bytes) / Profiled / 1e6:F0} MB");
        Console.WriteLine($"{"kernel",-22}{"operands",-46}{"calls",6}{"ms",9}{"share",8}{"GFLOP/s",9}{"GB/s",7}");
        foreach (var use in uses.Take(Rows))
        {
            var ms = use.Time.TotalMilliseconds;
            Console.WriteLine(
                $"{use.Kernel,-22}{Short(use.Operands),-46}{use.Calls / (double)Profiled,6:0.#}{ms / Profiled,9:F3}{ms / Profiled / profiled,8:P1}"
                + $"{use.Operations / ms / 1e6,9:F0}{use.Bytes / ms / 1e6,7:F1}");
        }
        var rest = uses.Skip(Rows).Sum(use => use.Time.TotalMilliseconds) / Profiled;
        var outside = profiled - uses.Sum(use => use.Time.TotalMilliseconds) / Profiled;
        Console.WriteLine(
            $"{uses.Skip(Rows).Count()} further kernels {rest:F3} ms, outside of kernels {outside:F3} ms; {profiled:F2} ms while measured");
    }

    /// <summary>
    /// The next step, without what an epoch brings besides; its milliseconds. What its kernels did is added to
    /// <paramref name="uses"/>.
    /// </summary>
    private static async Task<double> Step(IAsyncEnumerator<TrainingEvent> events, List<KernelUse>? uses = null)
    {
        while (true)
        {
            using var profile = uses is null ? null : KernelProfile.Start();
            var start = Stopwatch.GetTimestamp();
            await events.MoveNextAsync();
            if (events.Current is not StepCompleted)
                continue;
            uses?.AddRange(profile!.Uses);
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
    }

    private static string Short(string operands) =>
        operands.Replace("ConvGeometry ", "", StringComparison.Ordinal) is { Length: > 44 } text
            ? text[..44]
            : operands;
}
