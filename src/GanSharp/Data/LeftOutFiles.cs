namespace GanSharp.Data;

/// <summary>Says which files in folders of pictures are not read, so that none is missing without a word.</summary>
internal static class LeftOutFiles
{
    private const int MostNamed = 3;

    private static readonly string[] PictureEndings =
    [
        ".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".avif", ".heic", ".heif",
        ".jp2", ".jxl", ".tga", ".ppm",
        ".pgm", ".pbm", ".pnm", ".svg", ".ico", ".psd", ".dng",
    ];

    private static readonly EnumerationOptions Below = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = 8,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
    };

    /// <summary>
    /// A sentence for each kind of file that is no PNG file, and one for pictures that lie deeper in folders.
    /// </summary>
    /// <param name="root">The folder of the data set, which places are named from.</param>
    /// <param name="holders">
    /// The folders whose PNG files are read, or would be: <paramref name="root"/> itself, or a folder for each class.
    /// </param>
    public static string[] In(FolderListing root, IReadOnlyList<FolderListing> holders)
    {
        var loose = holders.Contains(root) ? holders : [root, .. holders];
        var others = loose.SelectMany(folder =>
            folder.Files.Where(file => !FolderListing.IsPng(file)).Select(file => folder[file]));
        var deeper = holders.SelectMany(holder => holder.Folders.SelectMany(name => PicturesBelow(holder[name])));
        return
        [
            .. others.GroupBy(Ending).OrderByDescending(same => same.Count()).Select(OtherFormat),
            .. Deeper([.. deeper]),
        ];

        string OtherFormat(IGrouping<string, string> same) =>
            $"{same.Count()} {(same.Key.Length > 0 ? same.Key : "without an ending")} left out: not a format that is read ({Place(same.First())})";

        IEnumerable<string> Deeper(string[] pictures)
        {
            if (pictures.Length == 0)
                yield break;
            string[] folders = [.. pictures.Select(picture => Path.GetDirectoryName(picture)!).Distinct()];
            var isOneDeeper = folders.All(folder =>
                holders.Any(holder => holder.Folder == Path.GetDirectoryName(folder)));
            yield return $"{(pictures.Length == 1 ? "1 picture lies" : $"{pictures.Length} pictures lie")} "
                + $"{(isOneDeeper ? "one folder deeper" : "deeper in folders")}: {Few([.. folders.Select(Place)])}; left out";
        }

        string Place(string path) => Path.GetRelativePath(root.Folder, path);
    }

    /// <summary>Whether there are pictures, in whatever format, in a folder or deeper.</summary>
    public static bool HasPictures(string folder) => PicturesBelow(folder).Any();

    /// <summary>Some names, and how many more there are.</summary>
    public static string Few(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(MostNamed))
        + (names.Count > MostNamed ? $" and {names.Count - MostNamed} more" : "");

    private static IEnumerable<string> PicturesBelow(string folder) => Directory.EnumerateFiles(folder, "*", Below)
        .Where(path => FolderListing.IsVisible(Path.GetFileName(path)) && PictureEndings.Contains(Ending(path)))
        .Order(StringComparer.Ordinal);

    private static string Ending(string path) => Path.GetExtension(path).ToLowerInvariant();
}
