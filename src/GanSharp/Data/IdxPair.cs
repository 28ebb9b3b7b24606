using GanSharp.IO;

namespace GanSharp.Data;

/// <summary>The IDX files of a data set: its images and, where there are any, their labels.</summary>
internal sealed record IdxPair(string Images, string? Labels)
{
    /// <summary>The training files as MNIST names them, raw or compressed; null when the folder holds no such images.</summary>
    public static IdxPair? Training(string folder)
    {
        return First("train-images", "idx3-ubyte") is { } images ? new(images, First("train-labels", "idx1-ubyte")) : null;

        // Some mirrors write a dot in place of the second dash.
        string? First(string what, string type) =>
            new[] { $"{what}-{type}", $"{what}.{type}", $"{what}-{type}.gz", $"{what}.{type}.gz" }
                .Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    /// <summary>The only files of a folder whose names say that they are IDX images and labels; null when there are no images.</summary>
    /// <exception cref="GanSharpException">There are several.</exception>
    public static IdxPair? Only(string folder)
    {
        return Single("images") is { } images ? new(images, Single("labels")) : null;

        string? Single(string what) => Directory.GetFiles(folder, $"*{what}*idx*").Order(StringComparer.Ordinal).ToArray() switch
        {
            [] => null,
            [var only] => only,
            var several => throw new GanSharpException(
                $"{folder}: several files of {what} ({string.Join(", ", several.Select(Path.GetFileName))}); leave one in the folder"),
        };
    }

    /// <summary>Reads the files; images are (N, H, W) or (N, C, H, W), labels (N).</summary>
    public ImageDataset Load(string name, IReadOnlyList<string> classNames) =>
        Combine(name, classNames, (Images, Idx.Read(Images)), Labels is null ? null : (Labels, Idx.Read(Labels)));

    /// <summary>A data set of arrays that were read, with the names of their files for errors.</summary>
    public static ImageDataset Combine(
        string name, IReadOnlyList<string> classNames, (string File, IdxArray Array) images, (string File, IdxArray Array)? labels)
    {
        var extents = images.Array.Extents;
        var shape = extents switch
        {
            [_, var height, var width] => new ImageShape(1, height, width),
            [_, var channels, var height, var width] => new(channels, height, width),
            _ => throw new GanSharpException(
                $"{images.File}: {extents.Length} dimensions, where images have 3 (N, H, W) or 4 (N, C, H, W); is it the labels?"),
        };
        if (labels is var (file, (labelExtents, _)))
        {
            if (labelExtents.Length != 1)
                throw new GanSharpException($"{file}: {labelExtents.Length} dimensions, where labels have 1; is it the images?");
            if (labelExtents[0] != extents[0])
                throw new GanSharpException(
                    $"{images.File} holds {extents[0]} images, but {file} {labelExtents[0]} labels; take two files that belong together");
        }
        return new(name, images.Array.Data, shape, labels?.Array.Data, classNames);
    }
}
