using GanSharp.IO;
using GanSharp.Text;

namespace GanSharp.Data;

/// <summary>The IDX files of a data set: its images and, if present, their labels.</summary>
internal sealed record IdxPair(IdxShards Images, IdxShards? Labels) : IDatasetFiles
{
    /// <summary>Whether the files store images column by column.</summary>
    public bool Transposed { get; init; }

    /// <summary>The label of the first class.</summary>
    public int FirstLabel { get; init; }

    /// <summary>The files in the folder that are not read, one sentence each.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>
    /// Finds files with the names of MNIST, raw or compressed. Returns null when the folder has no such images.
    /// </summary>
    public static IdxPair? Mnist(string folder, DatasetPart part) =>
        IdxNames.Of(FolderListing.Of(folder), part == DatasetPart.Training ? "train" : "t10k");

    /// <summary>
    /// Finds the files of a split of EMNIST, such as <c>balanced</c>. Returns null when the folder has no such images.
    /// </summary>
    public static IdxPair? Emnist(string folder, string split, DatasetPart part, int firstLabel) =>
        IdxNames.Of(
            FolderListing.Of(folder), $"emnist-{split}-{(part == DatasetPart.Training ? "train" : "test")}") is { } pair
            ? pair with { Transposed = true, FirstLabel = firstLabel } : null;

    /// <summary>
    /// Finds the only IDX images of a folder and their labels, by name. Returns null when there are no images.
    /// </summary>
    /// <exception cref="GanSharpException">There are several candidates.</exception>
    public static IdxPair? Only(string folder) => IdxNames.Only(FolderListing.Of(folder));

    /// <summary>Reads the files: images (N, H, W) or (N, C, H, W), labels (N).</summary>
    public ImageDataset Load(DatasetInfo info, ImageSelection selection, LoadContext context)
    {
        IdxHeader[] files = [.. Images.Complete().Select(IdxHeader.Of)];
        var shape = ShapeOf(files);
        var labels = Labels is null ? null : ReadLabels(files, Labels.Complete(), info.ClassNames.Count);
        var images = new IdxImages(files, context);
        var unpacking = !images.AreUnpacked ? 0 : selection.ImageSize > 0 ? 0.5 : 1;
        var isTurned = Transposed && files[0].Extents.Length == 3;
        var data = new ImageDataset(
            info.Name, images.Load(shape, isTurned, unpacking),
            isTurned ? shape with { Height = shape.Width, Width = shape.Height } : shape, labels, info.ClassNames)
        {
            LeftOut = [.. Images.LeftOut, .. LeftOut],
        };
        return selection.Of(
            info.ClassNames.Count > 0 ? data : data.WithoutGaps(), context.Between(unpacking, 1),
            [.. Images.Paths.Concat(Labels?.Paths ?? []).Select(FolderListing.KeyOfFile)]);
    }

    private static ImageShape ShapeOf(IdxHeader[] files)
    {
        var shape = IdxImages.ShapeOf(files[0].Path, files[0].Extents);
        foreach (var file in files)
        {
            if (IdxImages.ShapeOf(file.Path, file.Extents) is var other && other != shape)
                throw new GanSharpException(
                    $"{file.Path}: images of {other}, but {files[0].Path} has {shape}; "
                    + "choose files that belong together");
        }
        return files.Sum(file => (long)file.Extents[0]) <= Array.MaxLength ? shape
            : throw new GanSharpException(
                $"{files[0].Path}: more than {Array.MaxLength} images with the files beside it; use fewer files");
    }

    private byte[] ReadLabels(IdxHeader[] images, IReadOnlyList<string> paths, int classes)
    {
        if (paths.Count != images.Length)
            throw new GanSharpException(
                $"{paths[0]}: {Plural.Of(paths.Count, "file")} of labels, but {Plural.Of(images.Length, "file")} of "
                + "images; give every file of images its own labels");
        return [.. paths.Zip(images).SelectMany(pair => ReadLabels(pair.Second, pair.First, classes))];
    }

    private byte[] ReadLabels(IdxHeader images, string file, int classes)
    {
        var ((extents, labels), count) = (Idx.Read(file), images.Extents[0]);
        if (extents.Length != 1)
            throw new GanSharpException(
                $"{file}: {extents.Length} dimensions, but labels have 1; is it an image file?");
        if (extents[0] != count)
            throw new GanSharpException(
                $"{images.Path} holds {Plural.Of(count, "image")}, but {file} {Plural.Of(extents[0], "label")}; "
                + "choose two files that belong together");
        for (var i = 0; i < labels.Length && FirstLabel > 0; i++)
        {
            if (labels[i] < FirstLabel || labels[i] >= FirstLabel + classes)
                throw new GanSharpException(
                    $"{file}: image {i} has label {labels[i]}, but labels run from {FirstLabel} to "
                    + $"{FirstLabel + classes - 1}; check the labels");
            labels[i] -= (byte)FirstLabel;
        }
        return labels;
    }
}
