using System.Text.RegularExpressions;

namespace GanSharp.Data;

/// <summary>
/// The naming rules of IDX files: which files are IDX, and which images and labels form a pair. Letter case is ignored.
/// </summary>
internal static partial class IdxNames
{
    private const string Images = "images", Labels = "labels", Packed = ".gz";

    /// <summary>
    /// Finds the images whose names begin with a word, such as <c>train</c>, and their labels, as MNIST names them.
    /// Returns null when there are no images.
    /// </summary>
    /// <exception cref="GanSharpException">A folder has the name of a file.</exception>
    public static IdxPair? Of(FolderListing folder, string begin)
    {
        return First("images", "idx3-ubyte") is { } images ? new(images, First("labels", "idx1-ubyte")) : null;

        // Some mirrors write a dot instead of the second last dash.
        IdxShards? First(string what, string type)
        {
            string[] names = [.. new[] { "", Packed }.SelectMany(end => new[] { "-", "." }.Select(dash =>
                $"{begin}-{what}{dash}{type}{end}"))];
            var whole = names.Select(folder.Find).FirstOrDefault(path => path is not null);
            var shards = folder.Files.Where(name =>
                ShardName.Of(name) is { } shard && names.Contains(shard.Whole, StringComparer.OrdinalIgnoreCase));
            var found = IdxShards.Among(folder, whole is null ? shards : shards.Append(Path.GetFileName(whole)));
            if (found is null)
                folder.RequireNoFolder(name => names.Contains(name, StringComparer.OrdinalIgnoreCase));
            return found;
        }
    }

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
        return new(images[chosen], ownLabels)
        {
            LeftOut =
            [
                .. images
                    .Where(other => other.Key != chosen)
                    .Select(other => $"{other.Value.Names} left out: {images[chosen].Names} is read"),
            ],
        };
    }

    /// <summary>Returns an image file with its labels, if there are any.</summary>
    public static IdxPair At(string images) =>
        new(new([images]), LabelsOf(images) is { } labels ? new([labels]) : null);

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
        var labels = folder.Files
            .Where(other => NameOfLabels().IsMatch(other) && Stem(other) == Stem(name))
            .OrderBy(other => !UsualEnd().IsMatch(other))
            .ThenBy(IsPacked)
            .FirstOrDefault();
        if (labels is not null)
            return Path.Combine(Path.GetDirectoryName(images) ?? "", labels);
        folder.RequireNoFolder(other => NameOfLabels().IsMatch(other) && Stem(other) == Stem(name));
        return null;
    }

    /// <summary>
    /// Returns the files of a kind, keyed by the stem that images and labels share. Names with the usual IDX ending
    /// win over others, such as those of interrupted downloads.
    /// </summary>
    private static Dictionary<string, IdxShards> Candidates(FolderListing folder, string kind)
    {
        string[] names = [.. folder.Files.Where(name => Kind(kind).IsMatch(name))];
        string[] usual = [.. names.Where(name => UsualEnd().IsMatch(name))];
        return (usual.Length > 0 ? usual : names)
            .GroupBy(name => Stem(ShardName.WholeOf(name)))
            .ToDictionary(same => same.Key, same => IdxShards.Among(folder, same)!);
    }

    private static string Choose(FolderListing folder, Dictionary<string, IdxShards> candidates, string kind)
    {
        var training = candidates.Keys.Where(stem => stem.StartsWith("train", StringComparison.Ordinal)).ToArray();
        var names = candidates.Values.Select(files => files.Names).Order(StringComparer.Ordinal);
        return candidates.Count == 1 ? candidates.Keys.First()
            : training is [var only] ? only
            : throw new GanSharpException(
                $"{folder.Folder}: several files of {kind} "
                + $"({string.Join(", ", names)}); keep one in the folder");
    }

    /// <summary>Returns the part that the names of images and of their labels share.</summary>
    private static string Stem(string name) =>
        Differing()
            .Replace(name.ToLowerInvariant(), "*")
            .Replace(Packed, "", StringComparison.Ordinal)
            .Replace('.', '-');

    /// <summary>Whether a name is that of a compressed file.</summary>
    public static bool IsPacked(string name) => name.EndsWith(Packed, StringComparison.OrdinalIgnoreCase);

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
