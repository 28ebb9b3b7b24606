using GanSharp.IO;
using GanSharp.IO.PyTorch;
using GanSharp.Models;
using GanSharp.Networks;
using GanSharp.Nn;
using GanSharp.Recipes;
using GanSharp.Text;

namespace GanSharp.Sampling;

/// <summary>
/// A generator in one safetensors file. Its metadata holds the recipe, the size of the images and the names of the
/// classes, so no other file is needed.
/// </summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public static class GeneratorFile
{
    private const string RecipeKey = "recipe", ImageKey = "image", ClassesKey = "classes", CustomKey = "parts";
    private const string StreamName = "the stream";

    /// <summary>Writes a generator. The file appears whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="generator">The network whose state is saved.</param>
    /// <param name="recipe">The recipe it was built from.</param>
    /// <param name="image">The size of its images.</param>
    /// <param name="classNames">All classes of the data, in order; empty if it has no labels.</param>
    /// <param name="custom">
    /// The types of the parts written in C# that it was trained with (<see cref="GanModel.Custom"/>); none by default.
    /// </param>
    /// <exception cref="GanSharpException">The file cannot be written.</exception>
    public static void Save(
        string path, Module generator, Recipe recipe, ImageShape image, IReadOnlyList<string> classNames,
        CustomPartNames? custom = null) =>
        AtomicFile.Write(path, stream => Save(stream, generator, recipe, image, classNames, custom));

    /// <summary>Writes a generator to a stream.</summary>
    /// <inheritdoc cref="Save(string, Module, Recipe, ImageShape, IReadOnlyList{string}, CustomPartNames)"/>
    public static void Save(
        Stream stream, Module generator, Recipe recipe, ImageShape image, IReadOnlyList<string> classNames,
        CustomPartNames? custom = null)
    {
        ArgumentNullException.ThrowIfNull(generator);
        var metadata = new Dictionary<string, string>
        {
            [RecipeKey] = RecipeYaml.Format(recipe),
            [ImageKey] = FileMetadata.Format(image),
            [ClassesKey] = FileMetadata.Format(classNames),
        };
        if (custom is { IsEmpty: false })
            metadata[CustomKey] = custom.Format();
        SafeTensors.Save(
            stream, generator.State.Select(entry => KeyValuePair.Create(entry.Name, entry.Tensor)),
            metadata);
    }

    /// <summary>
    /// Writes a copy of a generator's file with its weights in half precision (F16), half as large. It is loaded like
    /// the original.
    /// </summary>
    /// <param name="source">The file of the generator.</param>
    /// <param name="path">The file to write, which appears whole or not at all.</param>
    /// <exception cref="GanSharpException">
    /// The source is missing, damaged or not a generator, a weight is too large for half precision, or the file cannot
    /// be written.
    /// </exception>
    public static void SaveHalf(string source, string path)
    {
        CheckHalfReplaceable(path);
        var file = Read(source);
        RequireGenerator(source, file);
        AtomicFile.Write(path, stream => SafeTensors.SaveHalf(stream, file.Tensors, file.Metadata));
    }

    /// <summary>Checks that <see cref="SaveHalf"/> would replace at most a file that it wrote.</summary>
    /// <exception cref="GanSharpException">The path is another file, a folder or a link, or cannot be read.</exception>
    public static void CheckHalfReplaceable(string path) => SafeTensors.CheckReplaceable(
        path, "a generator in half precision",
        header => header.Entries.All(entry => entry.Type == StoredType.F16) && header.Metadata.ContainsKey(RecipeKey));

    /// <summary>Loads a generator and returns a sampler of it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="custom">The parts written in C# that the generator was trained with; none by default.</param>
    /// <exception cref="GanSharpException">
    /// The file is missing, damaged or not a generator, a weight is not finite, or the generator was trained with other
    /// parts written in C#.
    /// </exception>
    public static Sampler Load(string path, CustomParts? custom = null) =>
        Sampler(path, Read(path), custom);

    /// <summary>Loads a generator from a seekable stream, which errors call "the stream".</summary>
    /// <inheritdoc cref="Load(string, CustomParts)"/>
    public static Sampler Load(Stream stream, CustomParts? custom = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Sampler(StreamName, SafeTensors.LoadWeights(stream, StreamName), custom);
    }

    /// <summary>Reads the file of a network and refuses NaN and infinity.</summary>
    /// <exception cref="GanSharpException">The file is missing or damaged, or a weight is not finite.</exception>
    internal static SafeTensorsFile Read(string path) => OfRun(path, SafeTensors.LoadWeights);

    /// <summary>Requires that a file holds a generator.</summary>
    /// <exception cref="GanSharpException">It holds something else.</exception>
    internal static void RequireGenerator(string path, SafeTensorsFile file) =>
        RecipeOf(path, MetadataOf(path, file));

    private static Sampler Sampler(string path, SafeTensorsFile file, CustomParts? custom)
    {
        var metadata = MetadataOf(path, file);
        var recipe = RecipeOf(path, metadata);
        var (image, classes) = (metadata.Image(ImageKey), metadata.Texts(ClassesKey, "class names"));
        var context = new NetworkContext(image, classes.Length);
        CustomPartNames.Parse(file.Metadata.GetValueOrDefault(CustomKey), path)
            ?.RequireGenerator(path, custom, context);
        using var limit = GanModel.LimitTo(file, custom);
        var (generator, range) = GanModel.GeneratorOf(recipe, context, custom);
        file.CopyTo(generator.State, path, "recipe");
        return new Sampler(generator, recipe.Latent, image, range, recipe.Conditioning.NeedsLabels ? classes : []);
    }

    /// <summary>Whether a file holds exactly this generator.</summary>
    internal static bool Holds(string path, Module generator)
    {
        try
        {
            var there = SafeTensors.Load(path).Tensors;
            return SafeTensors.Digest(there)
                == SafeTensors.Digest(generator.State.Select(entry => KeyValuePair.Create(entry.Name, entry.Tensor)));
        }
        catch (GanSharpException)
        {
            return false;
        }
    }

    /// <summary>The recipe of the generator in a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="GanSharpException">The file is missing, damaged or not a generator.</exception>
    public static Recipe LoadRecipe(string path) => RecipeOf(path, MetadataOf(path, OfRun(path, SafeTensors.Load)));

    /// <summary>The recipe of the generator in a seekable stream, which errors call "the stream".</summary>
    /// <inheritdoc cref="LoadRecipe(string)" path="/exception"/>
    public static Recipe LoadRecipe(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return RecipeOf(StreamName, MetadataOf(StreamName, SafeTensors.Read(stream, StreamName)));
    }

    /// <summary>
    /// Reads a file. If it is damaged and belongs to a run, the error says how the run can write it again.
    /// </summary>
    private static SafeTensorsFile OfRun(string path, Func<string, SafeTensorsFile> read)
    {
        try
        {
            return read(path);
        }
        catch (GanSharpException error) when (error.Damage is { } damage && GeneratorOfRun.Find(path) is { } run)
        {
            throw new GanSharpException($"{damage}; write it again with gansharp resume {ShellWord.Path(run)}", error);
        }
    }

    private static FileMetadata MetadataOf(string path, SafeTensorsFile file) => new(path, "generator", file.Metadata);

    private static Recipe RecipeOf(string path, FileMetadata metadata) =>
        RecipeYaml.Parse(metadata[RecipeKey], $"{path}, recipe");
}
