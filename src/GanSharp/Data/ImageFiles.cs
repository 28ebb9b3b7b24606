using GanSharp.Data.Pictures;
using GanSharp.IO;

namespace GanSharp.Data;

/// <summary>Images in files outside the catalogue, such as samples or the output of other programs.</summary>
public static class ImageFiles
{
    /// <summary>
    /// Loads pictures from a folder, a zip file or a table (as the data set <c>folder</c>), or an IDX file. The labels
    /// of an IDX file come from the file next to it whose name has <c>labels</c> instead of <c>images</c>, if there is
    /// one.
    /// </summary>
    /// <param name="path">The folder or the file.</param>
    /// <param name="classNames">The class names for the labels of an IDX file; numbers by default.</param>
    /// <param name="selection">
    /// How to make them squares of one size, and whether to leave out damaged pictures. By default images are not
    /// scaled and must all have one size. Its classes and its limit are not used.
    /// </param>
    /// <param name="progress">
    /// Receives the fraction that is read, from 0 to 1 and from several threads, when there are many files.
    /// </param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="GanSharpException">
    /// There are no such files, they are damaged, or a label has no class name.
    /// </exception>
    public static ImageDataset Load(
        string path, IReadOnlyList<string>? classNames = null, ImageSelection? selection = null,
        IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var info = new DatasetInfo(path, "") { ClassNames = classNames ?? [] };
        var files = (IDatasetFiles?)PictureSource.At(path)
            ?? (IsIdx(path) ? IdxNames.At(path) : null);
        var scaling = (selection ?? new()) with { Classes = [], Limit = 0 };
        return files?.Load(info, scaling, new() { Progress = progress, Cancellation = cancellation })
            ?? throw RawPath.Complaint(path)
            ?? new GanSharpException(
                Path.Exists(path)
                    ? $"{path}: there are no pictures in it{Advice(path)}"
                    : $"{path}: there is no such folder or file of images");
    }

    private static bool IsIdx(string path) =>
        !Directory.Exists(path) && !ZipFolder.IsZip(path) && RawPath.Exists(path);

    private static string Advice(string folder) =>
        FolderAdvice.For(Datasets.Find(Datasets.Pictures), DatasetPart.Training, folder, option: "") is { } advice
            ? $"; {advice}"
            : "";
}
