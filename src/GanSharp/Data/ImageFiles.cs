using GanSharp.IO;

namespace GanSharp.Data;

/// <summary>Images in files that are no data set with a name: those of other programs, or samples.</summary>
public static class ImageFiles
{
    /// <summary>
    /// The images of a folder of PNG files, or of one with such a folder for each class; or of an IDX file, with the
    /// labels of the file beside it whose name has <c>labels</c> where this one has <c>images</c>, if there is such a
    /// file.
    /// </summary>
    /// <param name="path">The folder or the file.</param>
    /// <param name="classNames">The classes that labels of an IDX file stand for; numbers by default.</param>
    /// <param name="size">
    /// The side in pixels that images are scaled to, 4 to 1024; 0, the default, leaves them as they are, which must be
    /// alike.
    /// </param>
    /// <param name="progress">
    /// Told the share that is read, from 0 to 1 and from several threads, where there are many files.
    /// </param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="GanSharpException">
    /// There are no such files, they are damaged, or a label stands for no class.
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
