using GanSharp.Optim;
using GanSharp.Recipes;
using GanSharp.Training.Checkpoints;
using GanSharp.Training.Records;

namespace GanSharp.Tests.Training.Checkpoints;

/// <summary>The settings that change when a training is resumed.</summary>
public sealed class ChangedSettingsTests
{
    private const string Rate = "generator-optimizer";
    private static readonly Recipe First = At(0.01), Second = At(0.02), Third = At(0.03);

    [Fact]
    public void Only_the_settings_that_differ_are_changes()
    {
        ChangedSettings.Between(7, First, First).ShouldBeEmpty();
        ChangedSettings.Between(7, First, First with { LearningRateDecay = 0.5, SaveEpochs = 2, EvaluateEvery = 9 })
            .ShouldBe([
                new(7, "learning-rate-decay", "0", "0.5"), new(7, "evaluate-every", "0", "9"),
                new(7, "save-epochs", "1", "2"),
            ]);
        ChangedSettings.Between(0, First, Second).ShouldBeEmpty("the recipe says everything");
        ChangedSettings.Between(7, First, First with { DiscriminatorOptimizer = Second.GeneratorOptimizer })
            .ShouldBe([new(7, "discriminator-optimizer", "adam 0.01 0.5 0.999", "adam 0.02 0.5 0.999")]);
    }

    [Fact]
    public void Every_setting_that_may_change_is_recorded()
    {
        var changed = First.With(
        [
            ("lr", "0.5"), ("learning-rate-decay", "0.5"), ("epochs", "7"), ("steps", "7"), ("sample-every", "7"),
            ("checkpoint-every", "7"), ("evaluate-every", "7"), ("save-epochs", "7"), ("keep", "7"),
            ("on-nan", "rollback"),
        ]);
        var recorded = ChangedSettings.Between(1, First, changed).Select(change => change.Setting).ToHashSet();
        RecipeKeys.All.Where(key => key.IsChangeable).Select(key => key.Name)
            .Except(["optimizer", "learning-rate"]).Except(recorded).ShouldBeEmpty();
    }

    [Fact]
    public void Changes_of_later_steps_are_removed_and_earlier_ones_kept()
    {
        RunChange[] recorded = [Changed(5, First, Second), Changed(9, Second, Third)];
        Merge(recorded, 9, Third, Third).ShouldBe(recorded, "the checkpoint was saved with the change of its step");
        Merge(recorded, 9, Second, Third).ShouldBe(recorded, "the checkpoint was saved before it");
        Merge(recorded, 7, Second, Third).ShouldBe([recorded[0], Changed(7, Second, Third)]);
        Merge(recorded, 3, First, Third).ShouldBe([Changed(3, First, Third)]);
    }

    [Fact]
    public void A_change_that_is_taken_back_at_the_same_step_is_none()
    {
        Merge([Changed(5, First, Second)], 5, First, First).ShouldBeEmpty();
        Merge([Changed(5, First, Second)], 5, Second, First).ShouldBeEmpty();
        Merge([Changed(5, First, Second)], 5, Second, Third).ShouldBe([Changed(5, First, Third)]);
    }

    [Fact]
    public void A_note_stays_with_its_change()
    {
        var noted = Changed(5, First, Second) with { Note = "why" };
        Merge([noted], 5, First, Second, "later").ShouldBe([noted]);
        Merge([noted], 3, First, Second).ShouldBe([noted with { Step = 3 }]);
        Merge([noted], 5, First, Third, "later").ShouldBe([Changed(5, First, Third) with { Note = "later" }]);
    }

    private static IReadOnlyList<RunChange> Merge(
        RunChange[] recorded, long step, Recipe before, Recipe now, string? note = null) =>
        ChangedSettings.Merge(recorded, ChangedSettings.Between(step, before, now), step, now, note);

    private static RunChange Changed(long step, Recipe from, Recipe to) =>
        new(step, Rate, OptimizerText.Format(from.GeneratorOptimizer), OptimizerText.Format(to.GeneratorOptimizer));

    private static Recipe At(double rate) => Tiny.Recipe with
    {
        GeneratorOptimizer = Tiny.Recipe.GeneratorOptimizer with { LearningRate = rate },
    };
}
