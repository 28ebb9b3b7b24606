using System.Reflection;
using GanSharp.Text;

namespace GanSharp.Zoo;

/// <summary>Small trained generators that the library embeds, so that images can be drawn at once.</summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public static class GeneratorZoo
{
    private const string Prefix = "zoo/", Suffix = ".safetensors";

    /// <summary>The generators, in the order of their names.</summary>
    public static IReadOnlyList<ZooGenerator> All { get; } =
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name =>
                name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Suffix, StringComparison.Ordinal))
            .Select(name => new ZooGenerator(name[Prefix.Length..^Suffix.Length]))
            .OrderBy(generator => generator.Name, StringComparer.Ordinal),
    ];

    /// <summary>Returns the generator with a name.</summary>
    /// <exception cref="GanSharpException">There is none; the error suggests the nearest name.</exception>
    public static ZooGenerator Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(generator => generator.Name == name) ?? throw Missing(name);
    }

    /// <summary>Opens an embedded file.</summary>
    internal static Stream Open(string file) =>
        Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + file)!;

    private static GanSharpException Missing(string name)
    {
        string[] names = [.. All.Select(generator => generator.Name)];
        return new($"there is no generator '{name}' among {string.Join(", ", names)}{Nearest.Hint(name, names)}");
    }
}
