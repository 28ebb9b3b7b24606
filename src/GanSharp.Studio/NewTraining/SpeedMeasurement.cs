using GanSharp.Benchmarks;
using GanSharp.Data;
using GanSharp.Recipes;
using GanSharp.Training;
using GanSharp.Training.Health;

namespace GanSharp.Studio.NewTraining;

/// <summary>How fast this machine trains a recipe.</summary>
/// <param name="SecondsPerStep">The time of a generator step.</param>
/// <param name="SecondsPerSave">The time in which samples are drawn and measured, each time that this is due.</param>
/// <param name="Steps">The steps that were timed.</param>
/// <param name="Batch">The images of a batch that was timed; fewer than the recipe's if those are too many.</param>
internal sealed record MeasuredSpeed(double SecondsPerStep, double SecondsPerSave, int Steps, int Batch);

/// <summary>Measures the speed of recipes by training a few steps of them, one recipe at a time.</summary>
internal sealed class SpeedMeasurement(TimeProvider time) : IDisposable
{
    private const int FewestSteps = 3, WarmUpSteps = 2, MostImages = 1000;
    private const long MostPixels = 1 << 18, MostBytes = 1 << 24;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1), Enough = TimeSpan.FromSeconds(1),
        Slow = TimeSpan.FromSeconds(5), TooLong = TimeSpan.FromSeconds(15);

    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Trains a few steps on images of noise.</summary>
    /// <param name="recipe">The recipe, which fits the images.</param>
    /// <param name="shape">The size of the images.</param>
    /// <param name="classes">The number of their classes; 0 without labels.</param>
    /// <param name="count">The number of images.</param>
    /// <param name="cancellation">Stops the work, after the present step.</param>
    /// <exception cref="GanSharpException">The images are too large to try it.</exception>
    public async Task<MeasuredSpeed> OfAsync(
        Recipe recipe, ImageShape shape, int classes, int count, CancellationToken cancellation)
    {
        var batch = BatchFor(recipe, shape);
        await _one.WaitAsync(cancellation);
        try
        {
            var few = StepBenchmark.StepsOf(recipe) with
            {
                BatchSize = batch,
                Shards = 1,
                SampleRows = 1,
            };
            var images = Noise(shape, classes, Math.Max(batch, (int)Math.Min(
                Math.Min(count, MostImages), MostBytes / shape.Count)));
            return await Task.Run(() => MeasureAsync(recipe, few, images, cancellation), cancellation);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async Task<MeasuredSpeed> MeasureAsync(
        Recipe recipe, Recipe few, ImageDataset images, CancellationToken cancellation)
    {
        using var trainer = new Trainer(few, images, new() { Time = time });
        var (begin, measured, steps) = (time.GetTimestamp(), (long?)null, 0);
        await foreach (var happened in trainer.RunAsync(cancellation))
        {
            if (happened is not StepCompleted done)
                continue;
            if (measured is not { } since)
            {
                var warm = time.GetElapsedTime(begin);
                if ((done.Step >= WarmUpSteps && warm > WarmUp) || warm > Slow)
                    measured = time.GetTimestamp();
                continue;
            }
            steps++;
            var elapsed = time.GetElapsedTime(since);
            if ((steps >= FewestSteps && elapsed > Enough) || elapsed > TooLong)
            {
                var perStep = elapsed.TotalSeconds / steps * recipe.BatchSize / few.BatchSize;
                return new(perStep, SaveTime(trainer, recipe, perStep), steps, few.BatchSize);
            }
        }
        throw new OperationCanceledException(cancellation);
    }

    /// <summary>The time to measure samples and to draw a grid of them.</summary>
    private double SaveTime(Trainer trainer, Recipe recipe, double perStep)
    {
        const int Samples = 256, StepShare = 4;
        var data = trainer.Data;
        var rows = recipe.SampleRows;
        var drawn = Samples + rows * (trainer.Model.IsConditional ? data.Classes : rows);
        if ((long)data.ImageShape.Height * data.ImageShape.Width * 64 > MostPixels)
            return perStep / StepShare * drawn / recipe.ImagesPerStep;
        using var here = trainer.Device.Use();
        var monitor = new SampleMonitor(trainer.Sampler, data, new RandomStream("judged-samples", recipe.Seed));
        var start = time.GetTimestamp();
        monitor.Measure(0, null);
        return time.GetElapsedTime(start).TotalSeconds * drawn / Samples;
    }

    /// <summary>The batch to try: half of it, and again, until the memory of a step is small.</summary>
    private static int BatchFor(Recipe recipe, ImageShape shape)
    {
        var pixels = (long)shape.Height * shape.Width;
        var batch = recipe.BatchSize;
        while (batch % 2 == 0 && batch > 2 && batch * pixels > MostPixels)
            batch /= 2;
        return batch * pixels <= 2 * MostPixels ? batch : throw new GanSharpException(
            $"batches of {recipe.BatchSize} images of {shape} are too large to try their speed; "
            + "they need much memory and time");
    }

    private static ImageDataset Noise(ImageShape shape, int classes, int count)
    {
        var bytes = Array.ConvertAll(
            new RandomStream("noise", 1).Integers(count * shape.Count, 256), value => (byte)value);
        return classes == 0
            ? new("noise", bytes, shape)
            : new(
                "noise", bytes, shape, [.. Enumerable.Range(0, count).Select(i => (byte)(i % classes))],
                [.. Enumerable.Range(0, classes).Select(label => $"{label}")]);
    }
}
