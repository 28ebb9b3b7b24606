using GanSharp.IO;

namespace GanSharp.Data;

/// <summary>Images in files outside the catalogue, such as samples or the output of other programs.</summary>
public static class ImageFiles
{
    /// <summary>
    /// Loads a folder of PNG files, a folder with one such folder per class, or an IDX file. The labels of an IDX file
    /// come from the file next to it whose name has <c>labels</c> instead of <c>images</c>, if it exists.
    /// </summary>
    /// <param name="path">The folder or the file.</param>
    /// <param name="classNames">The class names for the labels of an IDX file; numbers by default.</param>
    /// <param name="size">
    /// The side in pixels to scale images to, 4 to 1024. With 0, the default, images are not scaled and must all have
    /// one size.
    /// </param>
    /// <param name="progress">
    /// Receives the fraction that is read, from 0 to 1 and from several threads, when there are many files.
    /// </param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="GanSharpException">
    /// There are no such files, they are damaged, or a label has no class name.
    /// </exception>
    public static ImageDataset Load(
        string path, IReadOnlyList<string>? classNames = null, int size = 0, IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var info = new DatasetInfo(path, "") { ClassNames = classNames ?? [] };
        IDatasetFiles? files =
            Directory.Exists(path) ? PngFolder.In(path)
            : RawPath.Exists(path) ? new IdxPair(path, IdxNames.LabelsOf(path))
            : null;
        return files?.Load(info, new() { ImageSize = size }, progress, cancellation)
            ?? throw RawPath.Complaint(path)
            ?? new GanSharpException(
                Directory.Exists(path)
                    ? $"{path}: there are no PNG files in it{Advice(path)}"
                    : $"{path}: there is no such folder or IDX file");
    }

    private static string Advice(string folder) =>
        FolderAdvice.For(Datasets.Find("folder"), DatasetPart.Training, folder, option: "") is { } advice
            ? $"; {advice}"
            : "";
}
