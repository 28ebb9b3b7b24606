using System.Text.Json;
using GanSharp.Recipes;
using GanSharp.Sampling;
using GanSharp.Tensors;

namespace GanSharp.Tests.PyTorch;

/// <summary>Weights that PyTorch saved, and images that it draws with them; see <c>make_pytorch.py</c>.</summary>
internal sealed record TorchCase(
    string File, string Recipe, string[] Classes, int[] Image, float[] Noise, int[]? Labels, string Match, int Every,
    double[] Images)
{
    private const double Tolerance = 1e-5;
    private static readonly string Fixtures = System.IO.Path.Combine(AppContext.BaseDirectory, "Fixtures", "pytorch");

    public static IReadOnlyList<TorchCase> All { get; } = In(Fixtures);

    public string Folder { get; init; } = "";

    public string Path => System.IO.Path.Combine(Folder, File);

    /// <summary>Reads the cases that the script wrote to a folder.</summary>
    public static IReadOnlyList<TorchCase> In(string folder)
    {
        using var stream = System.IO.File.OpenRead(System.IO.Path.Combine(folder, "pytorch.json"));
        return [.. JsonSerializer.Deserialize<TorchCase[]>(stream, JsonSerializerOptions.Web)!
            .Select(each => each with { Folder = folder })];
    }

    /// <summary>Returns the recipe: the text of one, or the name of a built-in one and its noise.</summary>
    public Recipe Parse()
    {
        var recipe = Recipe.Contains('\n') ? RecipeYaml.Parse(Recipe, "case.yaml")
            : Recipe.Split(": ") is [var name, var latent] ? RecipeCatalogue.Load(name).With([("latent", latent)])
            : RecipeCatalogue.Load(Recipe);
        return recipe.With([
            ("image-size", $"{Image[1]}"),
            .. Classes.Length == 0 ? [] : (IEnumerable<(string, string)>)[("classes", string.Join(", ", Classes))],
        ]);
    }

    /// <summary>Requires that a generator draws the images.</summary>
    public void Compare(Sampler sampler)
    {
        new[] { sampler.Image.Channels, sampler.Image.Height, sampler.Image.Width }.ShouldBe(Image);
        sampler.ClassNames.ShouldBe(Classes);
        var noise = Tensor.From(Noise, [Noise.Length / sampler.Latent.Size, sampler.Latent.Size]);
        var images = sampler.Generate(noise, Labels).Values();
        images.Where((_, i) => i % Every == 0).ToArray().ShouldBeWithin(Images, Tolerance, File);
    }
}
