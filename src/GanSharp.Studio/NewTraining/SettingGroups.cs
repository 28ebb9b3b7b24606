using GanSharp.Recipes;

namespace GanSharp.Studio.NewTraining;

/// <summary>A group of settings in the form.</summary>
/// <param name="Title">The English title, which is the key of its translation.</param>
/// <param name="About">What they are, in a line.</param>
/// <param name="Keys">The settings.</param>
internal sealed record SettingGroup(string Title, string About, IReadOnlyList<RecipeKey> Keys);

/// <summary>The settings of a recipe, grouped for the form.</summary>
internal static class SettingGroups
{
    /// <summary>Settings that the form shows in a way of its own, or not at all: the data are chosen above.</summary>
    private static readonly string[] Own =
        ["epochs", "steps", "image-size", "batch-size", "learning-rate", "seed", "dataset"];

    /// <summary>The settings that have a list of words.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Words { get; } =
        new Dictionary<string, IReadOnlyList<string>>
        {
            ["crop"] = ["centre", "fit", "pad"],
            ["on-nan"] = ["stop", "rollback"],
            ["skip-damaged"] = ["false", "true"],
        };

    /// <summary>All groups after the settings that matter most.</summary>
    public static IReadOnlyList<SettingGroup> All { get; } = Grouped();

    private static List<SettingGroup> Grouped()
    {
        List<SettingGroup> groups =
        [
            Group(
                "Pictures", "Which pictures are used, and how they become squares.",
                "classes", "limit", "crop", "background", "skip-damaged"),
            Group(
                "Learning", "How the two networks compete and how fast they learn.",
                "terms", "augment", "optimizer", "generator-optimizer", "discriminator-optimizer",
                "learning-rate-decay", "critic-steps", "ema", "on-nan", "shards"),
            Group(
                "Networks", "The layers of the generator and of the discriminator, first to last.",
                "latent", "conditioning", "generator", "discriminator", "class-head", "code-head", "decoder", "init"),
            Group(
                "Records", "How often samples are drawn and the training is saved.",
                "sample-rows", "sample-every", "save-epochs", "checkpoint-every", "evaluate-every", "keep"),
        ];
        string[] named = [.. groups.SelectMany(group => group.Keys).Select(key => key.Name), .. Own];
        groups.Add(Group(
            "Description", "What the recipe is called and where it comes from.",
            [.. RecipeKeys.All.Select(key => key.Name).Except(named)]));
        return groups;
    }

    private static SettingGroup Group(string title, string about, params string[] keys) =>
        new(title, about, [.. keys.Select(RecipeKeys.Find)]);
}
