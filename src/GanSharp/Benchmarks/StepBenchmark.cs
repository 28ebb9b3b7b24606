using GanSharp.Data;
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
    private const int LargestDigits = 32, Pictures = 1000;
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
    /// Loads the data to train a recipe on: the recipe's own; for recipes of images above 32×32, which are made for
    /// pictures, a thousand of the digits in three channels.
    /// </summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="cancellation">Stops the loading.</param>
    /// <exception cref="GanSharpException">The data is missing or does not fit the recipe.</exception>
    public static ImageDataset LoadData(Recipe recipe, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        if (recipe.Selection.ImageSize <= LargestDigits)
            return recipe.LoadData(cancellation: cancellation);
        var few = recipe with { Selection = recipe.Selection with { Limit = Pictures } };
        return InThreeChannels(few.LoadData(cancellation: cancellation));
    }

    /// <summary>
    /// Returns a recipe whose training takes the same steps, but does not end and draws, evaluates and saves as rarely
    /// as possible.
    /// </summary>
    public static Recipe StepsOf(Recipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        return recipe with
        {
            Steps = 1_000_000_000,
            SaveEpochs = 1_000_000,
            SampleEvery = 0,
            CheckpointEvery = 0,
            EvaluateEvery = 0,
        };
    }

    /// <summary>
    /// Trains on the data of <see cref="LoadData"/> and times steps, after a warm-up of at least ten steps and two
    /// seconds.
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
        using var trainer = new Trainer(StepsOf(recipe), LoadData(recipe, cancellation), new() { Time = time });
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

    private static ImageDataset InThreeChannels(ImageDataset grey)
    {
        var shape = grey.ImageShape with { Channels = 3 };
        var images = new byte[grey.Count * shape.Count];
        for (var i = 0; i < images.Length / grey.ImageShape.Count; i++)
            grey.Image(i / 3).CopyTo(images.AsSpan(i * grey.ImageShape.Count));
        return new(grey.Name, images, shape, grey.Labels, grey.ClassNames);
    }
}
