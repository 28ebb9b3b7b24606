using System.Text.RegularExpressions;

namespace GanSharp.Data;

/// <summary>
/// The naming rules of IDX files: which files are IDX, and which images and labels form a pair. Letter case is ignored.
/// </summary>
internal static partial class IdxNames
{
    private const string Images = "images", Labels = "labels", Packed = ".gz";

    /// <summary>
    /// Finds the only image file of a folder, or the one for training, and its labels. Returns null when there is no
    /// image file.
    /// </summary>
    /// <exception cref="GanSharpException">There are several candidates.</exception>
    public static IdxPair? Only(FolderListing folder)
    {
        var (images, labels) = (Candidates(folder, Images), Candidates(folder, Labels));
        if (images.Count == 0)
            return null;
        var chosen = Choose(folder, images, Images);
        var ownLabels = labels.TryGetValue(chosen, out var own) ? own
            : labels.Count > 0 && images.Count == 1 ? labels[Choose(folder, labels, Labels)] : null;
        if (ownLabels is null)
            folder.RequireNoFolder(NameOfLabels().IsMatch);
        return new(folder[images[chosen]], ownLabels is null ? null : folder[ownLabels])
        {
            LeftOut =
            [
                .. images
                    .Where(other => other.Key != chosen)
                    .Select(other => $"{other.Value} left out: {images[chosen]} is read"),
            ],
        };
    }

    /// <summary>
    /// Finds the label file of an image file, in the same folder. Returns null when there is none, or when the file's
    /// name does not contain <c>images</c>.
    /// </summary>
    public static string? LabelsOf(string images)
    {
        var name = Path.GetFileName(images);
        if (!name.Contains(Images, StringComparison.OrdinalIgnoreCase))
            return null;
        var folder = FolderListing.Of(Path.GetDirectoryName(images) is { Length: > 0 } parent ? parent : ".");
        if (Candidates(folder, Labels).TryGetValue(Stem(name), out var labels))
            return Path.Combine(Path.GetDirectoryName(images) ?? "", labels);
        folder.RequireNoFolder(other => NameOfLabels().IsMatch(other) && Stem(other) == Stem(name));
        return null;
    }

    /// <summary>
    /// Returns the names of a kind, keyed by the stem that images and labels share. A raw file wins over a compressed
    /// one, and names with the usual IDX ending win over others, such as those of interrupted downloads.
    /// </summary>
    private static Dictionary<string, string> Candidates(FolderListing folder, string kind)
    {
        string[] names = [.. folder.Files.Where(name => Kind(kind).IsMatch(name))];
        string[] usual = [.. names.Where(name => UsualEnd().IsMatch(name))];
        return (usual.Length > 0 ? usual : names)
            .GroupBy(Stem)
            .ToDictionary(same => same.Key, same => same.OrderBy(IsPacked).First());
    }

    private static string Choose(FolderListing folder, Dictionary<string, string> candidates, string kind)
    {
        var training = candidates.Keys.Where(stem => stem.StartsWith("train", StringComparison.Ordinal)).ToArray();
        return candidates.Count == 1 ? candidates.Keys.First()
            : training is [var only] ? only
            : throw new GanSharpException(
                $"{folder.Folder}: several files of {kind} "
                + $"({string.Join(", ", candidates.Values.Order(StringComparer.Ordinal))}); keep one in the folder");
    }

    /// <summary>Returns the part that the names of images and of their labels share.</summary>
    private static string Stem(string name) =>
        Differing()
            .Replace(name.ToLowerInvariant(), "*")
            .Replace(Packed, "", StringComparison.Ordinal)
            .Replace('.', '-');

    private static bool IsPacked(string name) => name.EndsWith(Packed, StringComparison.OrdinalIgnoreCase);

    private static Regex Kind(string kind) => kind == Images ? NameOfImages() : NameOfLabels();

    [GeneratedRegex("images.*idx", RegexOptions.IgnoreCase)]
    private static partial Regex NameOfImages();

    [GeneratedRegex("labels.*idx", RegexOptions.IgnoreCase)]
    private static partial Regex NameOfLabels();

    [GeneratedRegex(@"idx\d?(-ubyte)?(\.gz)?$", RegexOptions.IgnoreCase)]
    private static partial Regex UsualEnd();

    [GeneratedRegex(@"images|labels|(?<=idx)\d")]
    private static partial Regex Differing();
}
