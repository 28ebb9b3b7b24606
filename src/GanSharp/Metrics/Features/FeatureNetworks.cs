using System.Reflection;
using GanSharp.IO;
using GanSharp.Text;

namespace GanSharp.Metrics.Features;

/// <summary>
/// The networks in whose features samples are compared: those built in, each a classifier of a data set, and those in
/// files.
/// </summary>
public static class FeatureNetworks
{
    private const string Prefix = "features/", Suffix = ".safetensors";

    /// <summary>The names of the built-in networks, which are those of the data sets they were trained on.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Suffix.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The built-in network of that name, or the one in the safetensors file of that path.</summary>
    /// <exception cref="GanSharpException">
    /// There is none (the nearest names are offered), or the file is missing, damaged, or no such network.
    /// </exception>
    public static FeatureNetwork Load(string nameOrPath)
    {
        ArgumentNullException.ThrowIfNull(nameOrPath);
        return BuiltIn(nameOrPath) is { } network ? network
            : IsPath(nameOrPath) ? LoadFile(nameOrPath)
            : throw new GanSharpException(
                $"there are no features '{nameOrPath}' among {string.Join(", ", All)}; features of your own end in {Suffix}{Nearest.Hint(nameOrPath, All)}");
    }

    private static FeatureNetwork LoadFile(string path)
    {
        var file = SafeTensors.LoadWeights(path);
        return InceptionNetwork.IsIn(file) ? InceptionNetwork.Of(file, path) : ClassifierFile.Of(file, path);
    }

    /// <summary>The built-in network that was trained on a data set; null where there is none.</summary>
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
    /// The network to evaluate generators of a data set by: the one of that name or path, or else the built-in one of
    /// the data set.
    /// </summary>
    /// <exception cref="GanSharpException">There is none, or its file is missing or damaged.</exception>
    public static FeatureNetwork For(string dataset, string? nameOrPath = null) =>
        nameOrPath is not null
            ? Load(nameOrPath)
        : BuiltIn(dataset)
            ?? throw new GanSharpException(
                $"there are no built-in features of {dataset}; make some with "
            + $"gansharp features train {dataset} --out FILE{Suffix}, and give them with --features FILE{Suffix}");

    /// <summary>
    /// Whether <see cref="Load"/> takes the text for the path of a file: it ends in <c>.safetensors</c>, in small or
    /// capital letters.
    /// </summary>
    public static bool IsPath(string nameOrPath) => nameOrPath.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase);
}
