using GanSharp.Data.Pictures;

namespace GanSharp.Data;

/// <summary>What a folder or file of pictures contains, found without decoding more than a hundred of them.</summary>
/// <param name="Place">The folder or file.</param>
/// <param name="Count">The number of pictures.</param>
/// <param name="Classes">The number of classes; 0 if there are none.</param>
/// <param name="Channels">3 if any of the decoded pictures has a colour, otherwise 1.</param>
/// <param name="ShorterSide">The median of the shorter sides, in pixels.</param>
/// <param name="IsOneSize">Whether all decoded pictures have the same size.</param>
public sealed record PictureSurvey(
    string Place, int Count, int Classes, int Channels, int ShorterSide, bool IsOneSize)
{
    private const int Decoded = 100;

    /// <summary>Looks at the pictures in a folder, a zip file or a table (the data set <c>folder</c>).</summary>
    /// <param name="path">The folder or file.</param>
    /// <param name="selection">Which of them; by default all. Damaged pictures are not decoded.</param>
    /// <param name="progress">Receives the share that is done, from 0 to 1 and from several threads.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="GanSharpException">There are no pictures, or all are damaged.</exception>
    public static PictureSurvey Of(
        string path, ImageSelection? selection = null, IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        selection ??= new();
        var source = (PictureSource)Datasets.FilesOf(
            Datasets.Find(Datasets.Pictures), DatasetPart.Training, path, cache: null);
        var (pictures, classNames) = source.Of(selection);
        var shapes = source.ShapesOf(
            [.. ImageSelection.EvenlySpaced(pictures.Count, Decoded).Select(index => pictures[index])], selection,
            new() { Progress = progress, Cancellation = cancellation });
        int[] sides = [.. shapes.Select(shape => Math.Min(shape.Height, shape.Width)).Order()];
        return new(
            path, pictures.Count, classNames?.Count ?? 0, shapes.Max(shape => shape.Channels), sides[sides.Length / 2],
            shapes.DistinctBy(shape => (shape.Height, shape.Width)).Count() == 1);
    }
}
