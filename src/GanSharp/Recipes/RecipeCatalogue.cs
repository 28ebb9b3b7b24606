using System.Reflection;
using GanSharp.Text;

namespace GanSharp.Recipes;

/// <summary>The built-in recipes, and those in files.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public static class RecipeCatalogue
{
    private const string Prefix = "recipes/", Suffix = ".yaml";

    /// <summary>The name of the recipe for a first training.</summary>
    public const string Default = "default";

    /// <summary>The names of the built-in recipes, the default first.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Suffix.Length])
            .OrderBy(name => name == Default ? 0 : 1).ThenBy(name => name, StringComparer.Ordinal),
    ];

    /// <summary>Loads the built-in recipe of that name, or the recipe in the YAML file at that path.</summary>
    /// <exception cref="GanSharpException">
    /// There is none (the message suggests the nearest names), or the file is not a recipe.
    /// </exception>
    public static Recipe Load(string nameOrPath)
    {
        ArgumentNullException.ThrowIfNull(nameOrPath);
        var text = ReadText(nameOrPath);
        return Names.Contains(nameOrPath)
            ? RecipeYaml.Parse(text, nameOrPath + Suffix) with { Source = RecipeSource.BuiltIn(nameOrPath) }
            : RecipeYaml.Parse(text, nameOrPath);
    }

    /// <summary>Returns the YAML of a recipe as it was written, with its comments.</summary>
    /// <param name="nameOrPath">The name of a built-in recipe, or the path of a YAML file.</param>
    /// <exception cref="GanSharpException">
    /// There is none (the message suggests the nearest names), or the file cannot be read.
    /// </exception>
    public static string ReadText(string nameOrPath)
    {
        ArgumentNullException.ThrowIfNull(nameOrPath);
        if (Names.Contains(nameOrPath))
        {
            using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + nameOrPath + Suffix)!;
            return new StreamReader(stream).ReadToEnd();
        }
        if (IsPath(nameOrPath))
            return RecipeYaml.ReadText(nameOrPath);
        throw new GanSharpException(
            $"there is no recipe '{nameOrPath}' among {string.Join(", ", Names)}; "
            + $"a recipe of your own ends in .yaml{Nearest.Hint(nameOrPath, Names)}");
    }

    /// <summary>
    /// Whether <see cref="Load"/> takes the text as the path of a file: it ends in <c>.yaml</c> or <c>.yml</c>, in
    /// lower or upper case.
    /// </summary>
    public static bool IsPath(string nameOrPath) =>
        nameOrPath.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase)
        || nameOrPath.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);
}
