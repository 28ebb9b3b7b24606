using GanSharp.IO;
using GanSharp.Text;

namespace GanSharp.Data;

/// <summary>The IDX files of a data set: its images and, if present, their labels.</summary>
internal sealed record IdxPair(string Images, string? Labels) : IDatasetFiles
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
        Named(folder, part == DatasetPart.Training ? "train" : "t10k");

    /// <summary>
    /// Finds the files of a split of EMNIST, such as <c>balanced</c>. Returns null when the folder has no such images.
    /// </summary>
    public static IdxPair? Emnist(string folder, string split, DatasetPart part, int firstLabel) =>
        Named(folder, $"emnist-{split}-{(part == DatasetPart.Training ? "train" : "test")}") is { } pair
            ? pair with { Transposed = true, FirstLabel = firstLabel } : null;

    private static IdxPair? Named(string folder, string begin)
    {
        var files = FolderListing.Of(folder);
        return First("images", "idx3-ubyte") is { } images ? new(images, First("labels", "idx1-ubyte")) : null;

        // Some mirrors write a dot instead of the second last dash.
        string? First(string what, string type)
        {
            string[] names =
            [
                $"{begin}-{what}-{type}", $"{begin}-{what}.{type}", $"{begin}-{what}-{type}.gz",
                $"{begin}-{what}.{type}.gz",
            ];
            var found = names.Select(files.Find).FirstOrDefault(path => path is not null);
            if (found is null)
                files.RequireNoFolder(name => names.Contains(name, StringComparer.OrdinalIgnoreCase));
            return found;
        }
    }

    /// <summary>
    /// Finds the only IDX images of a folder and their labels, by name. Returns null when there are no images.
    /// </summary>
    /// <exception cref="GanSharpException">There are several candidates.</exception>
    public static IdxPair? Only(string folder) => IdxNames.Only(FolderListing.Of(folder));

    /// <summary>Reads the files: images (N, H, W) or (N, C, H, W), labels (N).</summary>
    public ImageDataset Load(DatasetInfo info, ImageSelection selection, LoadContext context)
    {
        var images = Idx.Read(Images);
        var labels = Labels is null ? null : Idx.Read(Labels);
        if (Transposed)
            images = Transpose(images);
        if (labels is not null && FirstLabel > 0)
            CountFromZero(labels.Data, info.ClassNames.Count);
        var data = Combine(info.Name, info.ClassNames, (Images, images), Labels is null ? null : (Labels, labels!));
        return selection.Of(data.LeavingOut(LeftOut), context.Cancellation);
    }

    /// <summary>Creates a data set from arrays; errors name their files.</summary>
    public static ImageDataset Combine(
        string name, IReadOnlyList<string> classNames, (string File, IdxArray Array) images,
        (string File, IdxArray Array)? labels)
    {
        var extents = images.Array.Extents;
        var shape = extents switch
        {
            [_, var height, var width] => new ImageShape(1, height, width),
            [_, var channels, var height, var width] => new(channels, height, width),
            _ => throw new GanSharpException(
                $"{images.File}: {extents.Length} dimensions, but images have 3 (N, H, W) or 4 (N, C, H, W); "
                + "is it a label file?"),
        };
        if (labels is var (file, (labelExtents, _)))
        {
            if (labelExtents.Length != 1)
                throw new GanSharpException(
                    $"{file}: {labelExtents.Length} dimensions, but labels have 1; is it an image file?");
            if (labelExtents[0] != extents[0])
                throw new GanSharpException(
                    $"{images.File} holds {Plural.Of(extents[0], "image")}, but {file} "
                    + $"{Plural.Of(labelExtents[0], "label")}; choose two files that belong together");
        }
        if (extents[0] == 0)
            throw new GanSharpException($"{images.File}: holds no image; write or fetch the file again");
        if (shape is not { Channels: 1 or 3, Height: > 0, Width: > 0 })
        {
            throw new GanSharpException(
                $"{images.File}: images of {string.Join('×', extents[1..])} are neither (H, W) nor (C, H, W) "
                + "with C = 1 or 3; put the extents in that order");
        }
        var data = new ImageDataset(name, images.Array.Data, shape, labels?.Array.Data, classNames);
        return classNames.Count > 0 ? data : data.WithoutGaps();
    }

    private void CountFromZero(byte[] labels, int classes)
    {
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] < FirstLabel || labels[i] >= FirstLabel + classes)
                throw new GanSharpException(
                    $"{Labels}: image {i} has label {labels[i]}, but labels run from {FirstLabel} to "
                    + $"{FirstLabel + classes - 1}; check the labels");
            labels[i] -= (byte)FirstLabel;
        }
    }

    /// <summary>Swaps the rows and columns of every image, in place.</summary>
    private static IdxArray Transpose(IdxArray images)
    {
        if (images.Extents is not [> 0 and var count, var height, var width])
            return images;
        var upright = new byte[height * width];
        for (var start = 0; start < images.Data.Length; start += upright.Length)
        {
            var image = images.Data.AsSpan(start, upright.Length);
            for (var i = 0; i < upright.Length; i++)
                upright[i % width * height + i / width] = image[i];
            upright.CopyTo(image);
        }
        return new([count, width, height], images.Data);
    }
}
