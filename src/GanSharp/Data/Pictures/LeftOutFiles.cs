using GanSharp.IO;
using GanSharp.Text;

namespace GanSharp.Data.Pictures;

/// <summary>Notes about files in folders of pictures that are not read, so that nothing is left out silently.</summary>
internal static class LeftOutFiles
{
    private const int MostNamed = 3, MostDepth = 8;

    private static readonly string[] PictureExtensions =
    [
        ".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".avif", ".heic", ".heif",
        ".jp2", ".jxl", ".tga", ".ppm", ".pgm", ".pbm", ".pnm", ".svg", ".ico", ".psd", ".dng",
    ];

    /// <summary>
    /// Returns a sentence for each kind of file that is not read, and one for pictures in deeper folders.
    /// </summary>
    /// <param name="root">The folder of the data set, to which named paths are relative.</param>
    /// <param name="holders">
    /// The folders whose pictures are read: <paramref name="root"/> itself, or those of the classes.
    /// </param>
    /// <param name="used">A file that is read, such as a table of labels.</param>
    public static string[] In(FolderListing root, IReadOnlyList<FolderListing> holders, string? used = null)
    {
        var loose = holders.Contains(root) ? holders : [root, .. holders];
        var paths = holders.Select(holder => holder.Folder).ToHashSet();
        var others = loose.SelectMany(folder =>
            folder.Files.Select(file => folder[file]).Where(file => !PictureFormats.IsPicture(file) && file != used));
        var deeper = holders.SelectMany(holder => holder.Folders
            .Where(name => !paths.Contains(holder[name]) && !holder.IsLink(name))
            .SelectMany(name => PicturesBelow(holder.Below(name))));
        return
        [
            .. others.GroupBy(Extension).OrderByDescending(same => same.Count()).Select(OtherFormat),
            .. Deeper([.. deeper]),
        ];

        string OtherFormat(IGrouping<string, string> same)
        {
            var files = Plural.Of(same.Count(), same.Key.Length > 0 ? $"{same.Key} file" : "file");
            var extension = same.Key.Length > 0 ? "" : " without an extension";
            var why = PictureFormats.IsMissing(same.Key)
                ? "add GanSharp.Images and call PictureSupport.Add() to read them"
                : "not a format that is read";
            return $"{files}{extension} left out: {why} ({Place(same.First())})";
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
    public static bool HasPictures(FolderListing folder) => PicturesBelow(folder).Any();

    /// <summary>Lists the first few names, and how many more there are.</summary>
    public static string Few(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(MostNamed))
        + (names.Count > MostNamed ? $" and {names.Count - MostNamed} more" : "");

    private static IEnumerable<string> PicturesBelow(FolderListing folder) =>
        folder.WithFoldersBelow(MostDepth).SelectMany(each => each.Files.Where(IsPicture).Select(file => each[file]));

    private static bool IsPicture(string file) =>
        PictureExtensions.Contains(Extension(file)) || PictureFormats.IsPicture(file);

    private static string Extension(string path) => Path.GetExtension(path).ToLowerInvariant();
}
