using System.Reflection;
using GanSharp.IO;
using GanSharp.Text;

namespace GanSharp.Metrics.Features;

/// <summary>
/// Feature networks for evaluations: built-in ones, each a classifier of a data set, and ones in files.
/// </summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public static class FeatureNetworks
{
    internal const string Suffix = ".safetensors";

    private const string Prefix = "features/";

    /// <summary>The names of the built-in networks, which are those of their data sets.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Suffix.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Loads a built-in network by name, or a network from a safetensors file.</summary>
    /// <exception cref="GanSharpException">
    /// There is no such network (the error suggests the nearest names), or the file is missing, damaged or not one.
    /// </exception>
    public static FeatureNetwork Load(string nameOrPath)
    {
        ArgumentNullException.ThrowIfNull(nameOrPath);
        return BuiltIn(nameOrPath) is { } network ? network
            : IsPath(nameOrPath) ? LoadFile(nameOrPath)
            : throw new GanSharpException(
                $"there are no features '{nameOrPath}' among {string.Join(", ", All)}; "
                + $"names of your own files end in {Suffix}{Nearest.Hint(nameOrPath, All)}");
    }

    private static FeatureNetwork LoadFile(string path)
    {
        var file = SafeTensors.LoadWeights(path);
        return InceptionNetwork.IsIn(file) ? InceptionNetwork.Of(file, path) : ClassifierFile.Of(file, path);
    }

    /// <summary>The built-in network of a data set; null if there is none.</summary>
    public static ClassifierNetwork? BuiltIn(string dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        if (!All.Contains(dataset))
            return null;
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + dataset + Suffix)!;
        var name = dataset + Suffix;
        return ClassifierFile.Of(SafeTensors.Read(stream, name), name);
    }

    /// <summary>
    /// The network to evaluate generators of a data set with: the one with that name or path, or by default the
    /// built-in one of the data set.
    /// </summary>
    /// <exception cref="GanSharpException">There is no such network, or its file is missing or damaged.</exception>
    public static FeatureNetwork For(string dataset, string? nameOrPath = null) =>
        Find(dataset, nameOrPath) ?? throw Missing(dataset);

    /// <summary>
    /// The network as <see cref="For"/> returns it; null if there is none, so that it is learned from the images
    /// (<see cref="LearnedFeatures"/>).
    /// </summary>
    /// <inheritdoc cref="For" path="/exception"/>
    public static FeatureNetwork? Find(string dataset, string? nameOrPath = null) =>
        nameOrPath is not null ? Load(nameOrPath)
        : BuiltIn(dataset);

    private static GanSharpException Missing(string dataset) => new(
        $"there are no built-in features for {dataset}; make some with "
        + $"gansharp features train {dataset} --out FILE{Suffix}, and pass them with --features FILE{Suffix}");

    /// <summary>
    /// Whether <see cref="Load"/> treats the text as a path: it ends in <c>.safetensors</c>, in small or capital
    /// letters.
    /// </summary>
    public static bool IsPath(string nameOrPath) => nameOrPath.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase);
}
