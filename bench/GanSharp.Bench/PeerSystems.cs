using GanSharp.Recipes;

namespace GanSharp.Bench;

/// <summary>The systems that are compared with other frameworks, by the names they have there, and the recipes that are the same.</summary>
internal static class PeerSystems
{
    private static readonly Dictionary<string, Func<Recipe>> All = new()
    {
        ["gan-mlp"] = () => RecipeCatalogue.Load("gan-mlp"),
        ["cgan-mlp"] = () => RecipeCatalogue.Load("cgan-mlp"),
        ["gan-conv"] = () => RecipeCatalogue.Load("gan"),
        ["acgan-conv"] = () => RecipeCatalogue.Load("acgan-upsample"),
        ["wgan-gp"] = () => RecipeCatalogue.Load("wgan-gp") with { CriticSteps = 1 },
        ["began"] = () => RecipeCatalogue.Load("began"),
    };

    public static IReadOnlyCollection<string> Names => All.Keys;

    public static Recipe Recipe(string system) => All[system]();
}
