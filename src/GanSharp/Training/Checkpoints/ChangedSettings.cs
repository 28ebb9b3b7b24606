using GanSharp.Optim;
using GanSharp.Recipes;
using GanSharp.Text;
using GanSharp.Training.Records;

namespace GanSharp.Training.Checkpoints;

/// <summary>The settings that a resumed training has changed.</summary>
internal static class ChangedSettings
{
    private const string
        Generator = "generator-optimizer", Discriminator = "discriminator-optimizer", Decay = "learning-rate-decay";

    private static readonly string[] Rates = ["optimizer", Generator, Discriminator, "learning-rate"];

    /// <summary>Whether a change affects what the steps after it compute.</summary>
    public static bool ChangesSteps(RunChange change) => change.Setting is Generator or Discriminator or Decay;

    /// <summary>The settings of a recipe that determine a step and cannot change in the middle of a training.</summary>
    public static IReadOnlyList<(string Name, string Value)> Fixed(Recipe recipe) =>
    [
        .. Differences.WholeTraining(recipe)
            .Where(setting => setting.Name != "name" && !RecipeKeys.Find(setting.Name).IsChangeable),
        (Generator, WithoutRate(recipe.GeneratorOptimizer)),
        (Discriminator, WithoutRate(recipe.DiscriminatorOptimizer)),
    ];

    /// <summary>
    /// The changes that a training makes when it is resumed; none before the first step, since the recipe then says
    /// everything.
    /// </summary>
    /// <param name="step">The step of the checkpoint.</param>
    /// <param name="before">The recipe of the checkpoint.</param>
    /// <param name="now">The recipe of the training.</param>
    public static IReadOnlyList<RunChange> Between(long step, Recipe before, Recipe now) =>
        step == 0 ? [] :
    [
        .. Values(before).Zip(Values(now))
            .Where(pair => pair.First != pair.Second)
            .Select(pair => new RunChange(step, pair.First.Name, pair.First.Value, pair.Second.Value)),
    ];

    /// <summary>
    /// The changes of a run after it was resumed. Those of later steps are removed, since these are computed again. The
    /// checkpoint may have been written before or after an earlier change at the same step.
    /// </summary>
    /// <param name="recorded">The changes so far.</param>
    /// <param name="made">The changes that the training makes; see <see cref="Between"/>.</param>
    /// <param name="step">The step that it was resumed from.</param>
    /// <param name="now">The recipe of the training.</param>
    /// <param name="note">Why they are made; null if nobody said.</param>
    public static IReadOnlyList<RunChange> Merge(
        IReadOnlyList<RunChange> recorded, IReadOnlyList<RunChange> made, long step, Recipe now, string? note)
    {
        return [.. recorded.Where(change => change.Step < step), .. Values(now).Select(Here).OfType<RunChange>()];

        RunChange? Here((string Name, string Value) setting)
        {
            var first = recorded.FirstOrDefault(change => change.Step == step && change.Setting == setting.Name)
                ?? made.FirstOrDefault(change => change.Setting == setting.Name);
            if (first is null || first.From == setting.Value)
                return null;
            var same = recorded.LastOrDefault(change =>
                change.Step >= step && (change.Setting, change.To) == setting);
            return new(step, setting.Name, first.From, setting.Value) { Note = same is null ? note : same.Note };
        }
    }

    /// <summary>The settings that may change, with their values.</summary>
    private static IEnumerable<(string Name, string Value)> Values(Recipe recipe) =>
    [
        (Generator, OptimizerText.Format(recipe.GeneratorOptimizer)),
        (Discriminator, OptimizerText.Format(recipe.DiscriminatorOptimizer)),
        (Decay, Numbers.Format(recipe.LearningRateDecay)),
        .. RecipeKeys.All.Where(key => key.IsChangeable && key.Name != Decay && !Rates.Contains(key.Name))
            .Select(key => (key.Name, key.OneLine(recipe) is { Length: > 0 } value ? value : "1")), // save-epochs
    ];

    private static string WithoutRate(OptimizerOptions options)
    {
        var words = OptimizerText.Format(options).Split(' ');
        words[1] = "RATE";
        return string.Join(' ', words);
    }
}
