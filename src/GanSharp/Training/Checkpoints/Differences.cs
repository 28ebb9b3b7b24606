using GanSharp.Recipes;

namespace GanSharp.Training.Checkpoints;

/// <summary>The settings in which trainings differ.</summary>
internal static class Differences
{
    // Descriptions, and what is written during a training: they do not change its result.
    private static readonly string[] Written =
    [
        "about", "paper", "sample-every", "checkpoint-every", "save-epochs", "evaluate-every", "keep",
    ];

    /// <summary>The settings of a recipe that determine the result of a training.</summary>
    public static IEnumerable<(string Name, string Value)> WholeTraining(Recipe recipe) =>
        RecipeKeys.All.Where(key => !Written.Contains(key.Name)).Select(key => (key.Name, key.OneLine(recipe)));

    /// <summary>The settings of a recipe that take effect, given its other settings.</summary>
    public static IEnumerable<(string Name, string Value)> Effective(Recipe recipe) =>
        WholeTraining(recipe).Where(setting => WithoutEffect(recipe, setting.Name) is null);

    /// <summary>
    /// Why a setting has no effect on the training of a recipe, such as <c>with steps 20</c>; null if it has one.
    /// </summary>
    public static string? WithoutEffect(Recipe recipe, string key) => key switch
    {
        "epochs" when recipe.Steps > 0 => $"with steps {RecipeKeys.Find("steps").OneLine(recipe)}",
        RecipeKeys.ClassHead when !recipe.Conditioning.Discriminator.Classifies =>
            $"with conditioning {recipe.Conditioning}",
        _ when Written.Contains(key) => "on what is trained",
        _ => null,
    };

    /// <summary>
    /// The entries whose values differ, such as <c>batch-size: 64 there, 32 here</c>. Both lists have the same names.
    /// </summary>
    public static IReadOnlyCollection<string> Between(
        IReadOnlyList<(string Name, string Value)> there, IReadOnlyList<(string Name, string Value)> here) =>
        [
            .. there
                .Zip(here)
                .Where(pair => pair.First != pair.Second)
                .Select(pair => $"{pair.First.Name}: {Said(pair.First)} there, {Said(pair.Second)} here"),
        ];

    private static string Said((string Name, string Value) entry) => entry.Value.Length == 0 ? "nothing" : entry.Value;
}
