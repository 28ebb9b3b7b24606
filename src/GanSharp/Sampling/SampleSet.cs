using System.Globalization;
using GanSharp.IO;
using GanSharp.Text;

namespace GanSharp.Sampling;

/// <summary>Generated images as bytes, with their classes and layout.</summary>
/// <param name="Pixels">The images one after the other, NCHW.</param>
/// <param name="Image">The size of one image.</param>
/// <param name="Labels">The class of each image; null if the generator is unconditional.</param>
/// <param name="Columns">Images per row of the picture.</param>
public sealed record SampleSet(byte[] Pixels, ImageShape Image, int[]? Labels, int Columns)
{
    /// <summary>The largest number of pixels of a picture.</summary>
    public const long MostPixels = 100_000_000;

    /// <summary>The largest zoom: the side, in pixels of the picture, of one pixel of an image.</summary>
    public const int MostZoom = 16;

    /// <summary>The class of each column where every column has one; empty by default.</summary>
    public IReadOnlyList<string> ColumnNames { get; init; } = [];

    /// <summary>Number of images.</summary>
    public int Count => Pixels.Length / Image.Count;

    /// <summary>All images in one picture.</summary>
    /// <param name="zoom">Side, in pixels of the picture, of one pixel of an image: 1 to 16.</param>
    /// <exception cref="GanSharpException">The picture would have more than 100 million pixels.</exception>
    public Bitmap Picture(int zoom = 1)
    {
        CheckPicture(Count, Image, Columns, zoom);
        return ImageGrid.Arrange(Pixels, Image, Columns, zoom: zoom);
    }

    /// <summary>
    /// All images in one picture, with <see cref="ColumnNames"/> over the columns, if there are any and the images are
    /// large enough for them.
    /// </summary>
    /// <inheritdoc cref="Picture"/>
    public Bitmap NamedPicture(int zoom = 1) =>
        IO.ColumnNames.Above(Picture(zoom), Image, [.. (Labels ?? []).Zip(ColumnNames)], zoom);

    /// <summary>
    /// Writes each image as a PNG file of its own: <c>0001.png</c>, or with a class <c>0001-seven.png</c>. Characters
    /// of a class name other than letters, digits, dots, dashes and underscores become dashes.
    /// </summary>
    /// <param name="folder">A folder that is empty, or is created.</param>
    /// <param name="classNames">The names of all classes; none needed without <see cref="Labels"/>.</param>
    /// <param name="zoom">Side, in pixels of a file, of one pixel of an image: 1 to 16.</param>
    /// <param name="cancellation">Ends the work between two files.</param>
    /// <returns>The files, in the order of the images.</returns>
    /// <exception cref="GanSharpException">
    /// The folder is not empty, a file cannot be written, or the zoom is out of range.
    /// </exception>
    public IReadOnlyList<string> WriteFiles(
        string folder, IReadOnlyList<string> classNames, int zoom = 1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(classNames);
        DiskFolder.RequireFree(folder);
        CheckPicture(1, Image, 1, zoom);
        var digits = Math.Max(4, Count.ToString(CultureInfo.InvariantCulture).Length);
        return [.. Enumerable.Range(0, Count).Select(Write)];

        string Write(int i)
        {
            cancellation.ThrowIfCancellationRequested();
            var name = (i + 1).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
            var label = Labels is null ? "" : $"-{FileName.Of(classNames[Labels[i]])}";
            var path = Path.Combine(folder, $"{name}{label}.png");
            PngWriter.Save(
                path, ImageGrid.Arrange(Pixels.AsSpan(i * Image.Count, Image.Count), Image, 1, margin: 0, zoom));
            return path;
        }
    }

    /// <summary>The files that <see cref="WriteIdx"/> writes.</summary>
    public static (string Images, string Labels) IdxPaths(string prefix) =>
        ($"{prefix}-images.idx", $"{prefix}-labels.idx");

    /// <summary>
    /// Writes the images as <c>PREFIX-images.idx</c>, (N, H, W) or in colour (N, C, H, W), and their classes, if any,
    /// as <c>PREFIX-labels.idx</c>: a data set that <c>--dataset idx</c> reads. Both files appear together or not at
    /// all; without classes, an existing file of labels is deleted.
    /// </summary>
    /// <returns>The files that were written.</returns>
    /// <exception cref="GanSharpException">The files cannot be written.</exception>
    public IReadOnlyList<string> WriteIdx(string prefix)
    {
        var (images, labels) = IdxPaths(prefix);
        int[] sides = [Image.Height, Image.Width];
        var pixels = new IdxArray(Image.Channels == 1 ? [Count, .. sides] : [Count, Image.Channels, .. sides], Pixels);
        var classes = Labels is null ? null : new IdxArray([Count], Array.ConvertAll(Labels, label => (byte)label));
        AtomicFile.WriteTogether(
            (labels, classes is null ? null : stream => Idx.Write(stream, classes)),
            (images, stream => Idx.Write(stream, pixels)));
        return classes is null ? [images] : [images, labels];
    }

    /// <summary>
    /// Checks that <see cref="WriteFiles"/> can write to a folder: it is empty, or can be created.
    /// </summary>
    /// <exception cref="GanSharpException">It has other files, or cannot be created.</exception>
    public static void CheckFolder(string folder) => DiskFolder.RequireFree(folder);

    internal static void CheckPicture(int count, ImageShape image, int columns, int zoom)
    {
        if (zoom is < 1 or > MostZoom)
            throw new GanSharpException($"zoom is {zoom}; it must be 1 to {MostZoom}");
        var (width, height) = ImageGrid.Size(count, image, columns, zoom: zoom);
        if (width * height > MostPixels)
        {
            throw new GanSharpException(
                $"the picture would have {width}×{height} pixels, more than {MostPixels}; "
                + "ask for fewer images, a smaller zoom, or idx");
        }
    }
}
