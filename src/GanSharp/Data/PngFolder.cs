namespace GanSharp.Data;

/// <summary>
/// A folder of PNG files: a folder for each class in it, or the files themselves, which have no labels then. Both are taken in the order of
/// their names, character by character; hidden ones and other files are left out.
/// </summary>
/// <param name="Folder">The folder.</param>
/// <param name="Classes">The names of the folders in it.</param>
internal sealed record PngFolder(string Folder, string[] Classes) : IDatasetFiles
{
    private const int MostClasses = 256;

    // By default these leave out what is hidden: by an attribute, or by a dot before its name.
    private static readonly EnumerationOptions Visible = new() { MatchCasing = MatchCasing.CaseInsensitive, IgnoreInaccessible = false };

    /// <summary>The pictures in <paramref name="folder"/>; null when it holds neither PNG files nor folders.</summary>
    /// <exception cref="GanSharpException">It holds both, or cannot be read.</exception>
    public static PngFolder? In(string folder)
    {
        var (classes, pictures) = (Sorted(folder, () => Directory.GetDirectories(folder, "*", Visible)), Pictures(folder));
        return (classes, pictures) switch
        {
            ([], []) => null,
            ([], _) or (_, []) => new(folder, [.. classes.Select(path => Path.GetFileName(path))]),
            ([var name, ..], [var picture, ..]) => throw new GanSharpException(
                $"{folder}: holds pictures ({Path.GetFileName(picture)}) and folders ({Path.GetFileName(name)}); leave a folder for each class, or none"),
        };
    }

    /// <inheritdoc/>
    public ImageDataset Load(DatasetInfo info, ImageSelection selection, IProgress<double>? progress, CancellationToken cancellation)
    {
        if (Classes.Length == 0 && selection.Classes.Count > 0)
            throw ImageDataset.Unlabelled(info.Name);
        string[] classes = [.. ClassNames.Choose(Classes, selection.Classes).Select(index => Classes[index])];
        if (classes.Length > MostClasses)
            throw new GanSharpException($"{Folder}: {classes.Length} folders, where {MostClasses} classes are possible; choose some of them");
        (string File, int Label)[] chosen = Classes.Length == 0 ? [.. Pictures(Folder).Select(file => (file, 0))] : [.. classes.SelectMany(PicturesOf)];
        if (selection.Limit > 0)
            chosen = [.. ImageSelection.Spread(chosen.Length, selection.Limit).Select(index => chosen[index])];

        var (images, shape) = PngImages.Load([.. chosen.Select(picture => picture.File)], selection.ImageSize, progress, cancellation);
        return new(info.Name, images, shape, Classes.Length == 0 ? null : [.. chosen.Select(picture => (byte)picture.Label)], classes);
    }

    private IEnumerable<(string File, int Label)> PicturesOf(string name, int label)
    {
        var folder = Path.Combine(Folder, name);
        return Pictures(folder) is { Length: > 0 } pictures ? pictures.Select(file => (file, label))
            : throw new GanSharpException($"{folder}: there is no PNG file in it; put the pictures of class {name} there, or remove the folder");
    }

    private static string[] Pictures(string folder) => Sorted(folder, () => Directory.GetFiles(folder, "*.png", Visible));

    private static string[] Sorted(string folder, Func<string[]> list)
    {
        try
        {
            return [.. list().Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new GanSharpException($"{folder}: cannot be read ({e.Message}); check the folder and its permissions", e);
        }
    }
}
