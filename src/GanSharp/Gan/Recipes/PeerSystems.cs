namespace GanSharp.Recipes;

/// <summary>Systems that other frameworks are compared on, by the names they have there, and the recipes that are the same.</summary>
internal static class PeerSystems
{
    public static IReadOnlyDictionary<string, Func<Recipe>> All { get; } = new Dictionary<string, Func<Recipe>>
    {
        ["gan-mlp"] = () => RecipeCatalogue.Load("gan-mlp"),
        ["cgan-mlp"] = () => RecipeCatalogue.Load("cgan-mlp"),
        ["gan-conv"] = () => RecipeCatalogue.Load("gan"),
        ["acgan-conv"] = () => RecipeCatalogue.Load("acgan-upsample"),
        ["wgan-gp"] = () => RecipeCatalogue.Load("wgan-gp") with { CriticSteps = 1 },
        ["began"] = () => RecipeCatalogue.Load("began") with
        {
            Discriminator = ["conv 64 k4 s2 p1, relu", "linear 32"],
            Decoder = ["linear 64 x H/2 x W/2", "deconv C k4 s2 p1"],
        },
    };
}
