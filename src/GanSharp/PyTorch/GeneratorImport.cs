using GanSharp.Data;
using GanSharp.IO.PyTorch;
using GanSharp.Models;
using GanSharp.Networks;
using GanSharp.Nn;
using GanSharp.Recipes;
using GanSharp.Sampling;
using GanSharp.Tensors;

namespace GanSharp.PyTorch;

/// <summary>A recipe's generator with weights from a file of PyTorch.</summary>
/// <param name="Generator">The generator.</param>
/// <param name="Recipe">Its recipe.</param>
/// <param name="Image">The size of its images.</param>
/// <param name="ClassNames">The classes that it takes; empty if it takes none.</param>
/// <param name="Report">Where the value of each of its tensors came from.</param>
/// <param name="LeftOut">Names of tensors of the file that are not weights.</param>
/// <example><code>
/// var imported = GeneratorImport.Load("netG.pth", RecipeCatalogue.Load("gan"));
/// imported.Save("imported.safetensors");
/// var sampler = GeneratorFile.Load("imported.safetensors");
/// </code></example>
public sealed record GeneratorImport(
    Module Generator, Recipe Recipe, ImageShape Image, IReadOnlyList<string> ClassNames, ImportReport Report,
    IReadOnlyList<string> LeftOut)
{
    private static readonly int[] Sides = [28, 32, 64], ChannelCounts = [1, 3];

    /// <summary>
    /// Reads weights into the generator of a recipe. Its images have the size of the recipe's selection and the classes
    /// of its selection or data set. For what is not given, it takes the first that fits the file: 28, 32 or 64 pixels,
    /// 1 or 3 channels, with or without optional classes.
    /// </summary>
    /// <param name="path">The file; see <see cref="StateDict.Load"/>.</param>
    /// <param name="recipe">The recipe. Its layers must be those of the file, in their order.</param>
    /// <param name="channels">Channels of the images; null if unknown.</param>
    /// <param name="part">The key or prefix of the generator in the file; null for the usual ones.</param>
    /// <exception cref="GanSharpException">
    /// The file cannot be read, or its weights do not fit the recipe.
    /// </exception>
    public static GeneratorImport Load(string path, Recipe recipe, int? channels = null, string? part = null)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var file = StateDict.Load(path, part);
        GanSharpException? first = null;
        foreach (var (image, classes) in Candidates(recipe, channels))
        {
            try
            {
                var ours = recipe.For(classes.Length);
                var context = new NetworkContext(image, classes.Length);
                var (generator, _) = GanModel.GeneratorOf(ours, context, null);
                var report = WeightImport.Into(generator, file, path);
                return new(
                    generator, ours, image, ours.Conditioning.NeedsLabels ? classes : [], report, file.LeftOut);
            }
            catch (GanSharpException error)
            {
                first ??= error;
            }
            catch (TensorException error)
            {
                first ??= new($"{path}: images of {image} do not fit the recipe: {error.Message}", error);
            }
        }
        throw first!;
    }

    /// <summary>
    /// Writes the generator to a file that <see cref="GeneratorFile.Load(string, CustomParts)"/> reads.
    /// </summary>
    /// <exception cref="GanSharpException">The file cannot be written.</exception>
    public void Save(string path) => GeneratorFile.Save(path, Generator, Recipe, Image, ClassNames);

    private static IEnumerable<(ImageShape Image, string[] Classes)> Candidates(Recipe recipe, int? channels)
    {
        var selection = recipe.Selection;
        string[] names =
            selection.Classes.Count > 0 ? [.. selection.Classes] : [.. Datasets.Find(recipe.Dataset).ClassNames];
        string[][] classes = recipe.Conditioning.IsOptional && names.Length > 0 ? [names, []] : [names];
        int[] sides = selection.ImageSize > 0 ? [selection.ImageSize] : Sides;
        int[] counts = channels is { } known ? [known] : ChannelCounts;
        return sides.SelectMany(side => counts.SelectMany(count => classes.Select(labels =>
            (new ImageShape(count, side, side), labels))));
    }
}
