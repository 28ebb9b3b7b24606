using System.Globalization;
using System.Text.Json;
using GanSharp.IO;
using GanSharp.Networks;
using GanSharp.Nn;
using GanSharp.Recipes;

namespace GanSharp.Sampling;

/// <summary>
/// A generator in one safetensors file. Its metadata holds the recipe, the size of the images and the names of the classes, so the file
/// needs nothing beside it.
/// </summary>
public static class GeneratorFile
{
    private const string RecipeKey = "recipe", ImageKey = "image", ClassesKey = "classes";
    private const int LargestSide = 4096;

    /// <summary>Writes a generator; the file appears whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="generator">The network whose state is saved.</param>
    /// <param name="recipe">The recipe it was built from.</param>
    /// <param name="image">The size of its images.</param>
    /// <param name="classNames">All classes of the data, in order; empty when it has no labels.</param>
    /// <exception cref="GanSharpException">The path cannot be written.</exception>
    public static void Save(string path, Module generator, Recipe recipe, ImageShape image, IReadOnlyList<string> classNames)
    {
        ArgumentNullException.ThrowIfNull(generator);
        SafeTensors.Save(path, generator.State.Select(entry => KeyValuePair.Create(entry.Name, entry.Tensor)), new Dictionary<string, string>
        {
            [RecipeKey] = RecipeYaml.Format(recipe),
            [ImageKey] = string.Create(CultureInfo.InvariantCulture, $"{image.Channels}x{image.Height}x{image.Width}"),
            [ClassesKey] = JsonSerializer.Serialize(classNames),
        });
    }

    /// <summary>A sampler of the generator in a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="custom">The parts written in C# that the generator was trained with; none by default.</param>
    /// <exception cref="GanSharpException">The file is missing, damaged, or not a generator.</exception>
    public static Sampler Load(string path, CustomParts? custom = null)
    {
        var file = SafeTensors.Load(path);
        var (recipe, image, classes) = Describe(path, file.Metadata);
        using var limit = GanModel.LimitTo(file, custom);
        var (generator, range) = GanModel.GeneratorOf(recipe, new NetworkContext(image, classes.Length), custom);
        file.CopyTo(generator.State, path);
        return new Sampler(generator, recipe.Latent, image, range, recipe.Conditioning.NeedsLabels ? classes : []);
    }

    private static (Recipe Recipe, ImageShape Image, string[] Classes) Describe(string path, IReadOnlyDictionary<string, string> metadata)
    {
        return (RecipeYaml.Parse(Value(RecipeKey), $"{path}, recipe"), ImageOf(path, Value(ImageKey)), ClassesOf(path, Value(ClassesKey)));

        string Value(string key) => metadata.TryGetValue(key, out var value) ? value
            : throw new GanSharpException($"{path}: not a generator that gansharp saved; its metadata lacks '{key}'");
    }

    private static ImageShape ImageOf(string path, string text)
    {
        var extents = text.Split('x').Select(word => int.TryParse(word, CultureInfo.InvariantCulture, out var extent) ? extent : 0).ToArray();
        return extents is [1 or 3, > 0 and <= LargestSide, > 0 and <= LargestSide] ? new(extents[0], extents[1], extents[2])
            : throw new GanSharpException($"{path}: '{text}' in its metadata is not an image size");
    }

    private static string[] ClassesOf(string path, string json)
    {
        try
        {
            return JsonSerializer.Deserialize<string[]>(json) is { } names && Array.TrueForAll(names, name => name is not null) ? names
                : throw new JsonException();
        }
        catch (JsonException error)
        {
            throw new GanSharpException($"{path}: the class names in its metadata are damaged", error);
        }
    }
}
