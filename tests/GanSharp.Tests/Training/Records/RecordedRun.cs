using GanSharp.IO;
using GanSharp.Recipes;
using GanSharp.Training;

namespace GanSharp.Tests.Training.Records;

/// <summary>Writes folders of runs with invented events; an epoch is three steps.</summary>
internal static class RecordedRun
{
    public const int StepsPerEpoch = 3;

    /// <summary>Writes a run of the tiny recipe with a grid and a measurement after each epoch.</summary>
    /// <param name="folder">The folder to write.</param>
    /// <param name="epochs">Epochs done.</param>
    /// <param name="recipe">Another recipe; that of <see cref="Tiny"/>, with as many epochs, by default.</param>
    public static string Write(string folder, int epochs = 2, Recipe? recipe = null)
    {
        recipe ??= Tiny.Recipe with { Epochs = Math.Max(1, epochs) };
        using var trainer = new Trainer(recipe, Tiny.Images(), new() { Time = new StoppedClock() });
        using (var run = RunFolder.Create(folder, trainer))
        {
            run.Write(new SamplesDrawn(0, 0, Grid(0)));
            for (var step = 1; step <= epochs * StepsPerEpoch; step++)
            {
                run.Write(Step(step));
                if (step % StepsPerEpoch == 0)
                    run.Write(new SamplesDrawn(step, step / StepsPerEpoch, Grid(step / StepsPerEpoch)));
            }
        }
        File.WriteAllLines(Path.Combine(folder, "samples.jsonl"), Enumerable.Range(1, epochs).Select(epoch =>
            $$"""{"step":{{epoch * StepsPerEpoch}},"epoch":{{epoch}},"energyDistance":{{2.0 / epoch}},"diversity":"""
            + $$"""0.5,"classCounts":[{{epoch}},6,7]}"""));
        return folder;
    }

    /// <summary>The figures of a step, all different.</summary>
    public static StepCompleted Step(int step) => new(
        step, (step - 1) / StepsPerEpoch + 1,
        DiscriminatorLoss: 1.5 / step, GeneratorLoss: 2.5 / step, RealScore: 0.75, FakeScore: 0.25,
        Measures: new Dictionary<string, double>
        {
            ["class-accuracy"] = 0.5,
            ["real-energy"] = 1,
            ["fake-energy"] = 2,
        },
        ImagesPerSecond: 100)
    {
        DiscriminatorGradientNorm = 10,
        GeneratorGradientNorm = 0.1,
        DiscriminatorLearningRate = 1.0 / step,
        GeneratorLearningRate = 0.5,
    };

    /// <summary>The grid after an epoch, in a different grey for each.</summary>
    public static Bitmap Grid(int epoch) => new(8, 4, 1, [.. Enumerable.Repeat((byte)(10 * epoch), 32)]);
}
