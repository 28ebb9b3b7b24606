using System.Text.Json;
using GanSharp.Text;

namespace GanSharp.Data;

/// <summary>
/// A folder of PNG files without labels, or of one subfolder of PNG files per class, read in the ordinal order of their
/// names. <see cref="ImageDataset.LeftOut"/> lists what is not read.
/// </summary>
/// <param name="Root">The folder.</param>
/// <param name="Classes">The subfolders; none when the pictures have no labels.</param>
internal sealed record PngFolder(FolderListing Root, FolderListing[] Classes) : IDatasetFiles
{
    private const int MostClasses = 256;

    /// <summary>
    /// Finds the pictures in <paramref name="folder"/>. Returns null when there is no PNG file in it or in a subfolder.
    /// </summary>
    /// <exception cref="GanSharpException">
    /// The folder contains both pictures and subfolders with pictures, the subfolders are not classes of images, or a
    /// folder cannot be read.
    /// </exception>
    public static PngFolder? In(string folder)
    {
        var root = FolderListing.Of(folder);
        if (root.Pictures is [var picture, ..])
        {
            if (root.Folders.FirstOrDefault(name => LeftOutFiles.HasPictures(root[name])) is { } name)
                throw new GanSharpException(
                    $"{folder}: holds pictures ({picture}) and folders ({name}); "
                    + "keep one folder per class, or no folder");
            FolderAdvice.CheckClasses(root, [root]);
            return new(root, []);
        }
        FolderListing[] classes = [.. root.Folders.Select(root.Below)];
        if (!Array.Exists(classes, found => found.Pictures.Length > 0))
            return null;
        FolderAdvice.CheckClasses(root, classes);
        CheckNames(root, classes);
        return new(root, classes);
    }

    /// <inheritdoc/>
    public ImageDataset Load(
        DatasetInfo info, ImageSelection selection, IProgress<double>? progress, CancellationToken cancellation)
    {
        if (Classes.Length == 0 && selection.Classes.Count > 0)
            throw ImageDataset.Unlabelled(info.Name);
        var (classes, leftOut) = (Chosen(selection.Classes), new List<string>());
        (string File, int Label)[] chosen = [.. (Classes.Length == 0 ? [Root] : classes).SelectMany((folder, label) =>
            folder.Pictures.Select(name => (folder[name], label)))];
        if (selection.Limit > 0)
            chosen = [.. ImageSelection.EvenlySpaced(chosen.Length, selection.Limit).Select(index => chosen[index])];

        var (images, shape) = PngImages.Load(
            [.. chosen.Select(picture => picture.File)],
            selection.ImageSize, progress, cancellation);
        var data = new ImageDataset(
            info.Name, images, shape,
            Classes.Length == 0 ? null : [.. chosen.Select(picture => (byte)picture.Label)],
            [.. classes.Select(NameOf)])
        {
            LeftOut =
            [
                .. LeftOutFiles.In(Root, Classes.Length == 0 ? [Root] : Wanted(selection.Classes)),
                .. WithoutPictures(selection.Classes),
            ],
        };
        return data.WithoutEmptyClasses(selection.LimitLeaves);
    }

    private static void CheckNames(FolderListing root, FolderListing[] classes)
    {
        if (classes.Select(NameOf).GroupBy(NormalForm.Of).FirstOrDefault(same => same.Count() > 1)?.ToArray()
            is [var one, var other, ..])
            throw new GanSharpException(
                $"{root.Folder}: the folders {one} and {other} have the same name in two Unicode forms "
                + $"(\"{JsonEncodedText.Encode(one)}\", \"{JsonEncodedText.Encode(other)}\"); "
                + "put the pictures in one of them");
    }

    /// <summary>Returns the folders of the wanted classes that have pictures.</summary>
    private FolderListing[] Chosen(IReadOnlyCollection<string> wanted)
    {
        var folders = Wanted(wanted);
        if (wanted.Count > 0 && folders.FirstOrDefault(folder => folder.Pictures.Length == 0) is { } empty)
            throw new GanSharpException(
                $"{empty.Folder}: there is no PNG file in it; put the pictures of class {NameOf(empty)} there, "
                + "or leave that class out");
        FolderListing[] classes = [.. folders.Where(folder => folder.Pictures.Length > 0)];
        return classes.Length <= MostClasses ? classes
            : throw new GanSharpException(
                $"{Root.Folder}: {classes.Length} folders, but at most {MostClasses} classes are possible; "
                + "choose some of them");
    }

    private FolderListing[] Wanted(IReadOnlyCollection<string> wanted) =>
        [.. ClassNames.Choose([.. Classes.Select(NameOf)], wanted).Select(index => Classes[index])];

    private IEnumerable<string> WithoutPictures(IReadOnlyCollection<string> wanted)
    {
        string[] empty = [.. Wanted(wanted).Where(folder => folder.Pictures.Length == 0).Select(NameOf)];
        if (empty.Length > 0)
            yield return $"no class for {(empty.Length == 1 ? "a folder" : $"{empty.Length} folders")} "
                + $"without PNG files: {LeftOutFiles.Few(empty)}";
    }

    private static string NameOf(FolderListing folder) => Path.GetFileName(folder.Folder);
}
