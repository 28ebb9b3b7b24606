using GanSharp.Text;

namespace GanSharp.Data;

/// <summary>Notes about files in folders of pictures that are not read, so that nothing is left out silently.</summary>
internal static class LeftOutFiles
{
    private const int MostNamed = 3;

    private static readonly string[] PictureExtensions =
    [
        ".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".avif", ".heic", ".heif",
        ".jp2", ".jxl", ".tga", ".ppm", ".pgm", ".pbm", ".pnm", ".svg", ".ico", ".psd", ".dng",
    ];

    private static readonly EnumerationOptions Below = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = 8,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
    };

    /// <summary>
    /// Returns a sentence for each kind of file other than PNG, and one for pictures in deeper folders.
    /// </summary>
    /// <param name="root">The folder of the data set, to which named paths are relative.</param>
    /// <param name="holders">
    /// The folders whose PNG files are read: <paramref name="root"/> itself, or one folder per class.
    /// </param>
    public static string[] In(FolderListing root, IReadOnlyList<FolderListing> holders)
    {
        var loose = holders.Contains(root) ? holders : [root, .. holders];
        var others = loose.SelectMany(folder =>
            folder.Files.Where(file => !FolderListing.IsPng(file)).Select(file => folder[file]));
        var deeper = holders.SelectMany(holder => holder.Folders.SelectMany(name => PicturesBelow(holder[name])));
        return
        [
            .. others.GroupBy(Extension).OrderByDescending(same => same.Count()).Select(OtherFormat),
            .. Deeper([.. deeper]),
        ];

        string OtherFormat(IGrouping<string, string> same)
        {
            var files = Plural.Of(same.Count(), same.Key.Length > 0 ? $"{same.Key} file" : "file");
            var extension = same.Key.Length > 0 ? "" : " without an extension";
            return $"{files}{extension} left out: not a supported format ({Place(same.First())})";
        }

        IEnumerable<string> Deeper(string[] pictures)
        {
            if (pictures.Length == 0)
                yield break;
            string[] folders = [.. pictures.Select(picture => Path.GetDirectoryName(picture)!).Distinct()];
            var isOneDeeper = folders.All(folder =>
                holders.Any(holder => holder.Folder == Path.GetDirectoryName(folder)));
            yield return $"{(pictures.Length == 1 ? "1 picture is" : $"{pictures.Length} pictures are")} "
                + $"{(isOneDeeper ? "one folder too deep" : "several folders too deep")}: "
                + $"{Few([.. folders.Select(Place)])}; left out";
        }

        string Place(string path) => Path.GetRelativePath(root.Folder, path);
    }

    /// <summary>Whether a folder or its subfolders contain pictures, in any format.</summary>
    public static bool HasPictures(string folder) => PicturesBelow(folder).Any();

    /// <summary>Lists the first few names, and how many more there are.</summary>
    public static string Few(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(MostNamed))
        + (names.Count > MostNamed ? $" and {names.Count - MostNamed} more" : "");

    private static IEnumerable<string> PicturesBelow(string folder) => Directory.EnumerateFiles(folder, "*", Below)
        .Where(path => FolderListing.IsVisible(Path.GetFileName(path)) && PictureExtensions.Contains(Extension(path)))
        .Order(StringComparer.Ordinal);

    private static string Extension(string path) => Path.GetExtension(path).ToLowerInvariant();
}
