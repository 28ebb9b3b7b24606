using GanSharp.Data;
using GanSharp.Recipes;
using GanSharp.Training;
using GanSharp.Training.Checkpoints;

namespace GanSharpLoss.Tests;

public class TrainingTests
{
    private static readonly ImageDataset Digits = Datasets.Load("digits").Subsample(320);

    [Fact]
    public async Task A_training_keeps_finite_and_logs_its_figures()
    {
        using var trainer = MyGan.Trainer(Recipe(10), Digits);

        var steps = await Steps(trainer);

        Assert.Equal(10, steps.Count);
        Assert.All(steps, step => Assert.True(double.IsFinite(step.DiscriminatorLoss + step.GeneratorLoss)));
        Assert.All(steps, step => Assert.Contains("score-gap", step.Measures!.Keys));
    }

    [Fact]
    public async Task A_resumed_training_continues_with_the_same_bits()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "checkpoint.safetensors");
        using var whole = MyGan.Trainer(Recipe(6), Digits);
        var expected = (await Steps(whole)).Skip(3).Select(step => step.GeneratorLoss);
        using var first = MyGan.Trainer(Recipe(3), Digits);
        await Steps(first);
        first.Save(path);

        using var resumed = Trainer.Resume(Checkpoint.Load(path), Digits, Recipe(6), MyGan.Options());

        Assert.Equal(expected, (await Steps(resumed)).Select(step => step.GeneratorLoss));
    }

    private static Recipe Recipe(int steps) => MyGan.Recipe().With("steps", $"{steps}");

    private static async Task<List<StepCompleted>> Steps(Trainer trainer)
    {
        List<StepCompleted> steps = [];
        await foreach (var happened in trainer.RunAsync())
        {
            if (happened is StepCompleted step)
                steps.Add(step);
        }
        return steps;
    }
}
