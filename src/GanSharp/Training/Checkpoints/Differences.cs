using GanSharp.Recipes;

namespace GanSharp.Training.Checkpoints;

/// <summary>What keeps a training from being the continuation of another.</summary>
internal static class Differences
{
    // Words, and what is written on the way: none of it changes what a training comes to.
    private static readonly string[] Written =
    [
        "about", "paper", "sample-every", "checkpoint-every", "evaluate-every", "keep",
    ];

    // What it is called, how long it is, and what happens after a step that failed: none of it changes what a step
    // does.
    private static readonly string[] AroundSteps = ["name", "epochs", "steps", "on-nan"];

    /// <summary>The settings of a recipe that decide what a step comes to.</summary>
    public static IReadOnlyList<(string Name, string Value)> Settings(Recipe recipe) =>
        [.. WholeTraining(recipe).Where(setting => !AroundSteps.Contains(setting.Name))];

    /// <summary>The settings of a recipe that decide what a training comes to.</summary>
    public static IEnumerable<(string Name, string Value)> WholeTraining(Recipe recipe) =>
        RecipeKeys.All.Where(key => !Written.Contains(key.Name)).Select(key => (key.Name, key.OneLine(recipe)));

    /// <summary>The settings of a recipe that have an effect on its training beside the others.</summary>
    public static IEnumerable<(string Name, string Value)> Effective(Recipe recipe) =>
        WholeTraining(recipe).Where(setting => WithoutEffect(recipe, setting.Name) is null);

    /// <summary>
    /// Why a setting has no effect on the training of a recipe, such as <c>beside steps 20</c>; null where it has one.
    /// </summary>
    public static string? WithoutEffect(Recipe recipe, string key) => key switch
    {
        "epochs" when recipe.Steps > 0 => $"beside steps {RecipeKeys.Find("steps").OneLine(recipe)}",
        RecipeKeys.ClassHead when !recipe.Conditioning.Discriminator.Classifies =>
            $"with conditioning {recipe.Conditioning}",
        _ when Written.Contains(key) => "on what is trained",
        _ => null,
    };

    /// <summary>
    /// Every entry with another value, such as <c>batch-size: 64 there, 32 here</c>; both lists have the same names.
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
