using System.Reflection;

namespace GanSharp.Recipes;

/// <summary>
/// The systems on which frameworks are compared, by the names that the scripts of other frameworks use, and their
/// recipes. They keep no average of weights, since the scripts keep none.
/// </summary>
internal static class PeerSystems
{
    public static IReadOnlyDictionary<string, Func<Recipe>> All { get; } = new Dictionary<string, Func<Recipe>>
    {
        ["gan-mlp"] = () => BuiltIn("gan-mlp"),
        ["cgan-mlp"] = () => BuiltIn("cgan-mlp"),
        ["gan-conv"] = () => BuiltIn("gan"),
        ["acgan-conv"] = () => BuiltIn("acgan-upsample"),
        ["wgan-gp"] = () => BuiltIn("wgan-gp") with { CriticSteps = 1 },
        ["began"] = () => BuiltIn("began") with
        {
            Discriminator = ["conv 64 k4 s2 p1, relu", "linear 32"],
            Decoder = ["linear 64 x H/2 x W/2", "deconv C k4 s2 p1"],
        },
        ["dcgan-64"] = () => OfBenchmarks("dcgan-64.yaml"),
        ["r1-64"] = () => OfBenchmarks("r1-64.yaml"),
    };

    private static Recipe BuiltIn(string name) => RecipeCatalogue.Load(name) with { Ema = 0 };

    private static Recipe OfBenchmarks(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("benchmarks/" + file)!;
        return RecipeYaml.Parse(new StreamReader(stream).ReadToEnd(), file);
    }
}
