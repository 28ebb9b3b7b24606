using GanSharp.Recipes;
using GanSharp.Sampling;
using GanSharp.Studio.Play;
using GanSharp.Training;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace GanSharp.Studio.Tests.Play;

/// <summary>Untrained generators with codes and with styles.</summary>
internal static class PlayGenerators
{
    /// <summary>A generator whose noise has a category of four and two numbers.</summary>
    public static LoadedGenerator WithCodes() => Of(
        """
        name: codes
        latent: 3 normal + 4 categorical + 2 uniform -1 1
        generator: [linear C x H x W, tanh]
        """);

    /// <summary>A generator with styles.</summary>
    public static LoadedGenerator WithStyles() => Of(
        """
        name: styles
        latent: 6 normal
        generator:
          - mapping (linear 5, tanh)
          - constant 4 x H/2 x W/2
          - style-conv 4, tanh
          - upsample 2, style-conv 4, tanh, to-image, image, tanh
        """);

    /// <summary>A view of a generator.</summary>
    public static GridView View(LoadedGenerator generator, string query) =>
        GridView.Of(new(new QueryCollection(QueryHelpers.ParseQuery(query))), generator);

    /// <summary>The pixels of a view.</summary>
    public static byte[] Draw(LoadedGenerator generator, string query) =>
        Drawing.Grid(generator, View(generator, query), TestContext.Current.CancellationToken).Pixels;

    private static LoadedGenerator Of(string generator)
    {
        var recipe = RecipeYaml.Parse(
            $"""
            {generator}
            discriminator: [linear 1]
            optimizer: adam 1e-2 0.5 0.999
            init: normal 0.5
            batch-size: 4
            epochs: 1
            """, "play.yaml");
        using var trainer = new Trainer(recipe, Tiny.Images());
        Sampler sampler = trainer.Sampler;
        return new("play", "play", sampler);
    }
}
