using System.Diagnostics;
using System.Text.Json;
using GanSharp.Recipes;
using GanSharp.Training;

namespace GanSharp.Bench;

/// <summary>
/// The cost of watching a training. Epochs whose events are all written to a run folder alternate with epochs of which
/// only the steps are timed. The difference is the cost of everything but the weights: grids, health checks, logs,
/// event files and checkpoints.
/// </summary>
internal static class OverheadBench
{
    public static async Task Run(string name, int epochs, string? data)
    {
        var recipe = RecipeCatalogue.Load(name) with
        {
            Dataset = data is null ? "digits" : "mnist",
            Steps = 0,
            Epochs = 2 * epochs + 2,
            SampleEvery = 0,
        };
        var folder = Directory.CreateTempSubdirectory("gansharp-overhead-").FullName;
        Directory.Delete(folder);
        var images = recipe.LoadData(data);
        using var trainer = new Trainer(recipe, images);
        using (var run = RunFolder.Create(folder, trainer))
        {
            var (watched, bare) = (new List<double>(), new List<double>());
            var (steps, start) = (0d, Stopwatch.GetTimestamp());
            var asked = start;
            await foreach (var happened in trainer.RunAsync())
            {
                if (happened is StepCompleted)
                    steps += Stopwatch.GetElapsedTime(asked).TotalMilliseconds;
                var isWatched = (trainer.Step - 1) / trainer.StepsPerEpoch % 2 == 0;
                if (isWatched)
                    run.Write(happened);
                if (happened is CheckpointDue)
                {
                    (isWatched ? watched : bare).Add(
                        (isWatched ? Stopwatch.GetElapsedTime(start).TotalMilliseconds : steps) / trainer.StepsPerEpoch
                    );
                    (steps, start) = (0, Stopwatch.GetTimestamp());
                }
                asked = Stopwatch.GetTimestamp();
            }
            var (with, without) = (Measure.Median(watched[1..]), Measure.Median(bare[1..]));
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                system = name,
                data = images.Name,
                steps_per_epoch = trainer.StepsPerEpoch,
                epochs_each = epochs,
                ms_watched = Math.Round(with, 3),
                ms_bare = Math.Round(without, 3),
                ratio = Math.Round(with / without, 4),
            }));
        }
        Directory.Delete(folder, recursive: true);
    }
}
