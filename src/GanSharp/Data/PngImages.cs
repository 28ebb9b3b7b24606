using System.Runtime.ExceptionServices;
using GanSharp.IO;
using GanSharp.Tensors;

namespace GanSharp.Data;

/// <summary>
/// Reads pictures into one array, several at once. A picture is scaled as soon as it is read, so that few are held at
/// full size.
/// </summary>
internal static class PngImages
{
    /// <summary>
    /// Reads the files; the images are NCHW, of 3 channels if any of them has colour, in whatever way it is stored.
    /// </summary>
    /// <param name="files">The files, at least one.</param>
    /// <param name="size">The side to scale them to, 0 for none.</param>
    /// <param name="progress">Told the share that is read.</param>
    /// <param name="cancellation">Ends the work between two files.</param>
    /// <exception cref="GanSharpException">
    /// A file is damaged (of several the first), pictures that are not scaled differ in size, or they are too many.
    /// </exception>
    public static (byte[] Images, ImageShape Shape) Load(
        string[] files, int size, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        var (first, done) = (Read(files[0], size), 0);
        _ = first.ImageShape.BytesOf(files.Length, first.Name);
        var images = new ImageDataset[files.Length];
        var failures = new Exception?[files.Length];
        var loop = Parallel.For(0, files.Length, new() { MaxDegreeOfParallelism = Compute.Threads, CancellationToken = cancellation }, (i, state) =>
        {
            try
            {
                images[i] = SameSize(first, i == 0 ? first : Read(files[i], size));
                progress?.Report((double)Interlocked.Increment(ref done) / files.Length);
            }
            catch (Exception error)
            {
                failures[i] = error;
                state.Break(); // files before this one are still read, since one of them may be the first to fail
            }
        });
        if (loop.LowestBreakIteration is { } broken)
            ExceptionDispatchInfo.Throw(failures[broken]!);
        return Combine(images);
    }

    /// <summary>One picture, as a data set of its own.</summary>
    private static ImageDataset Read(string file, int size)
    {
        var picture = PngReader.Read(file);
        var image = new ImageDataset(file, picture.ToPlanes(), new(picture.Channels, picture.Height, picture.Width));
        return size > 0 ? image.Resized(size) : image;
    }

    private static ImageDataset SameSize(ImageDataset first, ImageDataset image)
    {
        var ((_, height, width), (_, otherHeight, otherWidth)) = (first.ImageShape, image.ImageShape);
        return (height, width) == (otherHeight, otherWidth) ? image : throw new GanSharpException(
            $"{image.Name} has {otherHeight}×{otherWidth} pixels, but {first.Name} {height}×{width}; set image-size, to which all are scaled");
    }

    private static (byte[] Images, ImageShape Shape) Combine(ImageDataset[] images)
    {
        var shape = images[0].ImageShape with { Channels = images.Any(HasColour) ? 3 : 1 };
        var all = new byte[shape.BytesOf(images.Length, images[0].Name)];
        var plane = shape.Height * shape.Width;
        for (var i = 0; i < images.Length; i++)
            for (var c = 0; c < shape.Channels; c++)
                images[i]
                    .Images.AsSpan(Math.Min(c, images[i].ImageShape.Channels - 1) * plane, plane)
                    .CopyTo(all.AsSpan(i * shape.Count + c * plane));
        return (all, shape);
    }

    private static bool HasColour(ImageDataset image)
    {
        var pixels = image.Images.AsSpan();
        var plane = pixels.Length / image.ImageShape.Channels;
        return image.ImageShape.Channels == 3
            && !(
                pixels[..plane].SequenceEqual(pixels[plane..(2 * plane)])
                && pixels[..plane].SequenceEqual(pixels[(2 * plane)..]));
    }
}
