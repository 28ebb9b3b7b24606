using GanSharp.Data;
using GanSharp.IO;
using GanSharp.Recipes;
using GanSharp.Sampling;

namespace GanSharp.Export;

/// <summary>The metadata of an exported network: pairs of texts that every program can read.</summary>
internal static class OnnxMetadata
{
    /// <summary>The metadata of a generator.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Of(Sampler generator, OnnxOptions options) =>
    [
        .. Common("generator", generator.Image, generator.Range, generator.ClassNames),
        new("latent", generator.Latent.ToString()),
        .. OfRecipe(options.Recipe),
    ];

    /// <summary>The metadata of a discriminator.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Of(
        TrainedDiscriminator discriminator, OnnxOptions options) =>
    [
        .. Common("discriminator", discriminator.Image, discriminator.Range, discriminator.ClassNames),
        .. OfRecipe(options.Recipe),
    ];

    private static IEnumerable<KeyValuePair<string, string>> Common(
        string network, ImageShape image, PixelRange range, IReadOnlyList<string> classes) =>
    [
        new("network", network),
        new("image", FileMetadata.Format(image)),
        new("pixel-range", range == PixelRange.Unit ? "0 to 1" : "-1 to 1"),
        new("classes", FileMetadata.Format(classes)),
    ];

    private static IEnumerable<KeyValuePair<string, string>> OfRecipe(Recipe? recipe)
    {
        if (recipe is null)
            yield break;
        yield return new("recipe", RecipeYaml.Format(recipe));
        yield return new("dataset", recipe.Dataset);
        if (Datasets.All.FirstOrDefault(data => data.Name == recipe.Dataset)?.Licence is { } licence)
            yield return new("dataset-licence", licence);
    }
}
