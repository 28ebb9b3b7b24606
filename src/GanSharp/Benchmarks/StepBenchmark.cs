using GanSharp.Recipes;
using GanSharp.Tensors;
using GanSharp.Text;
using GanSharp.Training;

namespace GanSharp.Benchmarks;

/// <summary>
/// A benchmark of training steps: one step of the discriminator and one of the generator, from images in memory to
/// updated weights.
/// </summary>
public static class StepBenchmark
{
    private const int WarmupSteps = 10;
    private static readonly TimeSpan LeastWarmup = TimeSpan.FromSeconds(2);

    /// <summary>
    /// The systems on which frameworks are compared, by the names that the scripts of other frameworks use.
    /// </summary>
    public static IReadOnlyList<string> Systems { get; } = [.. PeerSystems.All.Keys];

    /// <summary>Returns the recipe of a system.</summary>
    /// <exception cref="GanSharpException">There is no such system.</exception>
    public static Recipe RecipeOf(string system) => PeerSystems.All.TryGetValue(system, out var recipe) ? recipe()
        : throw new GanSharpException(
            $"there is no system '{system}'; choose from {string.Join(", ", Systems)}{Nearest.Hint(system, Systems)}");

    /// <summary>
    /// Trains on the recipe's data and times steps, after a warm-up of at least ten steps and two seconds.
    /// </summary>
    /// <param name="recipe">What to train; its epochs and steps are ignored.</param>
    /// <param name="steps">Steps to time, at least 1.</param>
    /// <param name="time">The clock; the system's by default.</param>
    /// <param name="cancellation">Stops the work between two steps.</param>
    /// <exception cref="GanSharpException">The recipe does not fit its data, or the data is missing.</exception>
    public static async Task<StepTimes> RunAsync(
        Recipe recipe, int steps, TimeProvider? time = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        time ??= TimeProvider.System;
        using var trainer = new Trainer(
            recipe with
            {
                Steps = 1_000_000_000,
                SampleEvery = 0,
                CheckpointEvery = 0,
            },
            recipe.LoadData(cancellation: cancellation), new() { Time = time });
        var (times, begin, asked) = (new List<TimeSpan>(), time.GetTimestamp(), time.GetTimestamp());
        await foreach (var happened in trainer.RunAsync(cancellation))
        {
            if (happened is StepCompleted { Step: > WarmupSteps } && time.GetElapsedTime(begin) > LeastWarmup)
                times.Add(time.GetElapsedTime(asked));
            if (times.Count == steps)
                break;
            asked = time.GetTimestamp();
        }
        return new(recipe.Name, Compute.Threads, recipe.BatchSize, [.. times.Order()]);
    }
}
