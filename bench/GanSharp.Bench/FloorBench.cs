using System.Diagnostics;
using GanSharp.Benchmarks;
using GanSharp.Models;
using GanSharp.Recipes;
using GanSharp.Tensors;
using GanSharp.Training;

namespace GanSharp.Bench;

/// <summary>
/// The least possible and the actual time of a training step: its operations at the peak of the processor, the bytes
/// that optimisers must move at the bandwidth of copying, the measured time, and the kernels that take it.
/// </summary>
internal static class FloorBench
{
    private const int Warmup = 40, Timed = 30, Profiled = 10, Rows = 14;

    // Adam reads weight, gradient and two moments, and writes all but the gradient. The backward pass writes that.
    private const int PassesOverParameters = 8;

    public static async Task Run(IEnumerable<string> systems)
    {
        var (peak, bandwidth) = (Machine.GigaFlops(Compute.Threads), Machine.CopyGigaBytes(Compute.Threads));
        Console.WriteLine(
            $"{Compute.Threads} threads: peak {peak:F0} GFLOP/s in single precision, "
            + $"copying {bandwidth:F1} GB/s (read and written)");
        foreach (var system in systems)
            await Run(system, (peak, bandwidth));
    }

    private static async Task Run(string system, (double Peak, double Bandwidth) machine)
    {
        // A name of both a system and a recipe means the system, whose networks are those of the other frameworks.
        var recipe = StepBenchmark.Systems.Contains(system)
            ? StepBenchmark.RecipeOf(system)
            : RecipeCatalogue.Load(system);
        using var trainer = new Trainer(StepBenchmark.StepsOf(recipe), StepBenchmark.LoadData(recipe));
        await using var events = trainer.RunAsync().GetAsyncEnumerator();
        for (var step = 0; step < Warmup; step++)
            await Step(events);
        var times = new double[Timed];
        for (var step = 0; step < Timed; step++)
            times[step] = await Step(events);
        var (uses, profiled) = (new List<KernelUse>(), 0d);
        for (var step = 0; step < Profiled; step++)
            profiled += await Step(events, uses) / Profiled;
        var result = new StepProfile(Measure.Median(times), profiled, Together(uses));
        Print(system, result, trainer.Model, machine);
    }

    /// <summary>The uses of all steps, summed per kernel and operands, longest total time first.</summary>
    private static IReadOnlyList<KernelUse> Together(IEnumerable<KernelUse> uses) =>
    [
        .. from use in uses
           group use by (use.Kernel, use.Operands) into same
           let sum = KernelUse.Sum(same.Key.Kernel, same.Key.Operands, [.. same])
           orderby sum.Time descending
           select sum,
    ];

    private static void Print(
        string system, StepProfile step, GanModel model, (double Peak, double Bandwidth) machine)
    {
        var (milliseconds, profiled, uses) = step;
        var operations = uses.Sum(use => use.Operations) / Profiled;
        var unavoidable =
            (double)PassesOverParameters
            * sizeof(float)
            * (model.Generator.ParameterCount + model.Discriminator.ParameterCount);
        var (arithmetic, memory) = (operations / machine.Peak / 1e6, unavoidable / machine.Bandwidth / 1e6);
        var floor = Math.Max(arithmetic, memory);
        Console.WriteLine();
        Console.WriteLine(
            $"{system}: {milliseconds:F2} ms; {operations / 1e9:F2} GFLOP = {arithmetic:F2} ms at the peak; "
            + $"{unavoidable / 1e6:F0} MB of parameters = {memory:F2} ms; "
            + $"{milliseconds / floor:F2} times the floor; "
            + $"kernels move {uses.Sum(use => use.Bytes) / Profiled / 1e6:F0} MB");
        Console.WriteLine($"{"kernel",-22}{"operands",-46}{"calls",6}{"ms",9}{"share",8}{"GFLOP/s",9}{"GB/s",7}");
        foreach (var use in uses.Take(Rows))
        {
            var ms = use.Time.TotalMilliseconds;
            Console.WriteLine(
                $"{use.Kernel,-22}{Short(use.Operands),-46}{use.Calls / (double)Profiled,6:0.#}"
                + $"{ms / Profiled,9:F3}{ms / Profiled / profiled,8:P1}"
                + $"{use.Operations / ms / 1e6,9:F0}{use.Bytes / ms / 1e6,7:F1}");
        }
        var rest = uses.Skip(Rows).Sum(use => use.Time.TotalMilliseconds) / Profiled;
        var outside = profiled - uses.Sum(use => use.Time.TotalMilliseconds) / Profiled;
        Console.WriteLine(
            $"{uses.Skip(Rows).Count()} further kernels {rest:F3} ms, outside of kernels {outside:F3} ms; "
            + $"{profiled:F2} ms while measured");
    }

    /// <summary>
    /// Runs the next step, without the other work of an epoch, and returns its milliseconds. Adds the uses of its
    /// kernels to <paramref name="uses"/>.
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

    /// <summary>
    /// The milliseconds of a step, those of a step while kernels are measured, and the uses of the kernels.
    /// </summary>
    private sealed record StepProfile(double Milliseconds, double Profiled, IReadOnlyList<KernelUse> Uses);
}
