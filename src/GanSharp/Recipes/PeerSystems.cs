namespace GanSharp.Recipes;

/// <summary>
/// The systems on which frameworks are compared, by the names that the scripts of other frameworks use, and their
/// recipes. They keep no average of weights, since the scripts keep none.
/// </summary>
internal static class PeerSystems
{
    public static IReadOnlyDictionary<string, Func<Recipe>> All { get; } = new Dictionary<string, Func<Recipe>>
    {
        ["gan-mlp"] = () => Load("gan-mlp"),
        ["cgan-mlp"] = () => Load("cgan-mlp"),
        ["gan-conv"] = () => Load("gan"),
        ["acgan-conv"] = () => Load("acgan-upsample"),
        ["wgan-gp"] = () => Load("wgan-gp") with { CriticSteps = 1 },
        ["began"] = () => Load("began") with
        {
            Discriminator = ["conv 64 k4 s2 p1, relu", "linear 32"],
            Decoder = ["linear 64 x H/2 x W/2", "deconv C k4 s2 p1"],
        },
    };

    private static Recipe Load(string name) => RecipeCatalogue.Load(name) with { Ema = 0 };
}
