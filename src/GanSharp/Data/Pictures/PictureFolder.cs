using System.Text.Json;
using GanSharp.Text;

namespace GanSharp.Data.Pictures;

/// <summary>
/// A folder of pictures without labels, or of one subfolder per class, read in the ordinal order of their names.
/// Pictures in a folder inside a class belong to the class. <see cref="ImageDataset.LeftOut"/> lists what is not read.
/// </summary>
/// <param name="root">The folder.</param>
/// <param name="classes">The subfolders; none when the pictures have no labels.</param>
internal sealed class PictureFolder(FolderListing root, PictureClass[] classes) : PictureSource
{
    /// <inheritdoc/>
    public override string Place => root.Folder;

    private bool HasLabels => classes.Length > 0;

    /// <summary>
    /// Finds the pictures in <paramref name="root"/>. Returns null when there are none in it and its subfolders, or
    /// only in the subfolders of its one subfolder, which then holds the classes.
    /// </summary>
    /// <exception cref="GanSharpException">
    /// The folder contains both pictures and subfolders with pictures, the subfolders are not classes of images, or a
    /// folder cannot be read.
    /// </exception>
    public static PictureFolder? In(FolderListing root)
    {
        if (root.Pictures is [var picture, ..])
        {
            if (root.Folders.FirstOrDefault(name => LeftOutFiles.HasPictures(root.Below(name))) is { } name)
                throw new GanSharpException(
                    $"{root.Folder}: holds pictures ({picture}) and folders ({name}); "
                    + "keep one folder per class, or no folder");
            FolderAdvice.CheckClasses(root, [root]);
            return new(root, []);
        }
        PictureClass[] classes = [.. root.Folders.Select(name => PictureClass.In(root.Below(name)))];
        var filled = classes.Where(found => found.Pictures.Length > 0).ToArray();
        if (filled is [] or [{ IsDeep: true }])
            return null;
        FolderAdvice.CheckClasses(root, [.. filled.Select(found => found.Folder)]);
        CheckNames(root, classes);
        return new(root, classes);
    }

    /// <inheritdoc/>
    protected override PictureChoice Choose(ImageSelection selection, string name)
    {
        if (!HasLabels)
        {
            return selection.Classes.Count > 0
                ? throw ImageDataset.Unlabelled(name)
                : new([.. PictureClass.Of(root, 0)], null, LeftOutFiles.In(root, [root]));
        }
        var wanted = Wanted(selection.Classes);
        if (selection.Classes.Count > 0 && wanted.FirstOrDefault(found => found.Pictures.Length == 0) is { } empty)
            throw new GanSharpException(
                $"{empty.Folder.Folder}: there is no picture in it; put the pictures of class {empty.Name} there, "
                + "or leave that class out");
        var chosen = wanted.Where(found => found.Pictures.Length > 0).ToArray();
        return new(
            [.. chosen.SelectMany((found, label) => found.At(label))],
            [.. chosen.Select(found => found.Name)],
            [
                .. LeftOutFiles.In(root, [.. wanted.SelectMany(found => found.Folders)]),
                .. WithoutPictures(wanted),
                .. Deep(chosen),
            ]);
    }

    /// <inheritdoc/>
    public override void Close() => root.Close();

    private static void CheckNames(FolderListing root, PictureClass[] classes)
    {
        if (classes
                .Select(found => found.Name)
                .GroupBy(NormalForm.Of)
                .FirstOrDefault(same => same.Count() > 1)?.ToArray()
            is [var one, var other, ..])
            throw new GanSharpException(
                $"{root.Folder}: the folders {one} and {other} have the same name in two Unicode forms "
                + $"(\"{JsonEncodedText.Encode(one)}\", \"{JsonEncodedText.Encode(other)}\"); "
                + "put the pictures in one of them");
    }

    private PictureClass[] Wanted(IReadOnlyCollection<string> names) =>
        [.. ClassNames.Choose([.. classes.Select(found => found.Name)], names).Select(index => classes[index])];

    private static IEnumerable<string> WithoutPictures(PictureClass[] wanted)
    {
        string[] empty = [.. wanted.Where(found => found.Pictures.Length == 0).Select(found => found.Name)];
        if (empty.Length > 0)
            yield return $"no class for {(empty.Length == 1 ? "a folder" : $"{empty.Length} folders")} "
                + $"without pictures: {LeftOutFiles.Few(empty)}";
    }

    /// <summary>Says which folders are the classes if all pictures are one folder deeper.</summary>
    private static IEnumerable<string> Deep(PictureClass[] chosen)
    {
        if (!Array.TrueForAll(chosen, found => found.IsDeep))
            yield break;
        string[] folders =
        [
            .. chosen.SelectMany(found => found.Folders[1..]
                .Where(inner => inner.Pictures.Length > 0)
                .Select(inner => Path.Combine(found.Name, Path.GetFileName(inner.Folder)))),
        ];
        yield return $"no class for folders inside classes: {LeftOutFiles.Few(folders)}; "
            + $"if those are the classes, name the folder above them: --data {chosen[0].Folder.Folder}";
    }
}
