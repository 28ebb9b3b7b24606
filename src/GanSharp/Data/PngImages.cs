using System.Runtime.ExceptionServices;
using GanSharp.IO;
using GanSharp.Tensors;

namespace GanSharp.Data;

/// <summary>
/// A parallel reader of PNG files into one array. It scales each picture right after reading it, so that few are in
/// memory at full size.
/// </summary>
internal static class PngImages
{
    /// <summary>
    /// Reads the files as NCHW: with 3 channels if any picture contains a colour, however it is stored, otherwise 1.
    /// </summary>
    /// <param name="files">The files, at least one.</param>
    /// <param name="size">The side to scale images to; 0 for no scaling.</param>
    /// <param name="progress">Receives the fraction that is read.</param>
    /// <param name="cancellation">Stops the work between two files.</param>
    /// <exception cref="GanSharpException">
    /// A file is damaged (the message names the first), unscaled pictures differ in size, or there are too many.
    /// </exception>
    public static (byte[] Images, ImageShape Shape) Load(
        string[] files, int size, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        var (first, done) = (Read(files[0], size), 0);
        _ = first.ImageShape.BytesOf(files.Length, first.Name);
        var images = new ImageDataset[files.Length];
        var failures = new Exception?[files.Length];
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = Compute.Threads,
            CancellationToken = cancellation,
        };
        var loop = Parallel.For(0, files.Length, options, (i, state) =>
        {
            try
            {
                images[i] = SameSize(first, i == 0 ? first : Read(files[i], size));
                progress?.Report((double)Interlocked.Increment(ref done) / files.Length);
            }
            catch (Exception error)
            {
                failures[i] = error;
                state.Break(); // earlier files are still read, since one of them may be the first to fail
            }
        });
        if (loop.LowestBreakIteration is { } broken)
            ExceptionDispatchInfo.Throw(failures[broken]!);
        return Combine(images);
    }

    /// <summary>Reads one picture as a data set of one image.</summary>
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
            $"{image.Name} has {otherHeight}×{otherWidth} pixels, but {first.Name} {height}×{width}; "
            + "set image-size to scale them all");
    }

    private static (byte[] Images, ImageShape Shape) Combine(ImageDataset[] images)
    {
        var shape = images[0].ImageShape with { Channels = images.Any(HasColour) ? 3 : 1 };
        var all = new byte[shape.BytesOf(images.Length, images[0].Name)];
        var plane = shape.Height * shape.Width;
        for (var i = 0; i < images.Length; i++)
        {
            for (var c = 0; c < shape.Channels; c++)
            {
                var source = Math.Min(c, images[i].ImageShape.Channels - 1);
                images[i].Images.AsSpan(source * plane, plane).CopyTo(all.AsSpan(i * shape.Count + c * plane));
            }
        }
        return (all, shape);
    }

    private static bool HasColour(ImageDataset image)
    {
        var pixels = image.Images.AsSpan();
        var plane = pixels.Length / image.ImageShape.Channels;
        var red = pixels[..plane];
        return image.ImageShape.Channels == 3
            && !(red.SequenceEqual(pixels[plane..(2 * plane)]) && red.SequenceEqual(pixels[(2 * plane)..]));
    }
}
