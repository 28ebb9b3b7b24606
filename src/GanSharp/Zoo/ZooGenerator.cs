using System.Globalization;
using System.Text.Json;
using GanSharp.Metrics;
using GanSharp.Recipes;
using GanSharp.Sampling;

namespace GanSharp.Zoo;

/// <summary>
/// A generator that the library embeds: its weights in half precision, its recipe, and the evaluation of its samples.
/// </summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed class ZooGenerator
{
    private readonly Lazy<Recipe> _recipe;
    private readonly Lazy<Evaluation> _evaluation;

    internal ZooGenerator(string name)
    {
        Name = name;
        _recipe = new(() => Open(GeneratorFile.LoadRecipe));
        _evaluation = new(() => Evaluated($"{name}.json"));
    }

    /// <summary>Its name, which is that of the data set that it was trained on.</summary>
    public string Name { get; }

    /// <summary>The recipe that it was trained by, with the data set, the steps and the seed.</summary>
    public Recipe Recipe => _recipe.Value;

    /// <summary>The command that trained it. The weights are the embedded ones before they were rounded.</summary>
    public string Command => string.Create(
        CultureInfo.InvariantCulture,
        $"gansharp train {Recipe.Name} --dataset {Recipe.Dataset} --steps {Recipe.Steps} --seed {Recipe.Seed}");

    /// <summary>The quality of its samples, against the test images of its data set.</summary>
    public Evaluation Evaluation => _evaluation.Value;

    /// <summary>The size of its file in bytes.</summary>
    public long Bytes
    {
        get
        {
            using var file = GeneratorZoo.Open(FileName);
            return file.Length;
        }
    }

    private string FileName => $"{Name}.safetensors";

    /// <summary>Loads the generator.</summary>
    /// <returns>A sampler that draws from it.</returns>
    public Sampler Load() => Open(stream => GeneratorFile.Load(stream));

    /// <summary>Reads what <c>gansharp evaluate --json</c> printed.</summary>
    private static Evaluation Evaluated(string file)
    {
        using var stream = GeneratorZoo.Open(file);
        using var json = JsonDocument.Parse(stream);
        return Evaluation.FromJson(json.RootElement.GetProperty("evaluation").GetRawText(), file);
    }

    private T Open<T>(Func<Stream, T> read)
    {
        using var file = GeneratorZoo.Open(FileName);
        return read(file);
    }
}
