using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using GanSharp.IO;
using GanSharp.Tensors;

namespace GanSharp.Data.Pictures;

/// <summary>
/// A parallel decoder of pictures. It scales each picture right after decoding it, so that few are in memory at full
/// size. Scaled images that do not fit into the memory go to a file (<see cref="PictureCache"/>).
/// </summary>
/// <param name="selection">The size of the images, and what to do with damaged pictures.</param>
/// <param name="context">The memory, progress and cancellation.</param>
internal sealed class PictureLoader(ImageSelection selection, LoadContext context)
{
    // Decoders may scale down to twice the size: the rest is left to the better filter.
    private readonly DecodeOptions _options =
        new() { SmallestSide = 2 * selection.ImageSize, Background = selection.Background };

    /// <summary>
    /// Reads the pictures as NCHW: with 3 channels if any contains a colour, however it is stored, otherwise 1.
    /// </summary>
    /// <param name="pictures">The pictures, at least one.</param>
    /// <exception cref="GanSharpException">
    /// A picture is damaged (the message names the first), unscaled pictures differ in size, or there are too many.
    /// </exception>
    public LoadedImages Load(IReadOnlyList<Picture> pictures)
    {
        var cache = new PictureCache(selection, context);
        var decoded = cache.Decoded(pictures);
        if (decoded?.Read() is { } known)
            return known;
        var first = selection.ImageSize > 0 ? null : FirstOf(pictures);
        var plane = first is null
            ? new(3, selection.ImageSize, selection.ImageSize)
            : first.ImageShape with { Channels = 3 };
        return context.Holds((long)pictures.Count * plane.Count)
            ? InMemory(pictures, first, plane, decoded)
            : cache.Load(pictures, plane, put => DecodeAll(pictures, first, put));
    }

    /// <summary>Decodes pictures at their own sizes and returns these, without those of damaged pictures.</summary>
    /// <exception cref="GanSharpException">All of them are damaged.</exception>
    public IReadOnlyList<ImageShape> ShapesOf(IReadOnlyList<Picture> pictures)
    {
        var shapes = new ConcurrentBag<ImageShape>();
        DecodeAll(pictures, null, (_, image) => shapes.Add(image.ImageShape));
        return [.. shapes];
    }

    private LoadedImages InMemory(
        IReadOnlyList<Picture> pictures, ImageDataset? first, ImageShape plane, DecodedPictures? decoded)
    {
        var start = context.Time.GetTimestamp();
        var memory = new PictureMemory(pictures.Count, plane, pictures[0].Name);
        DecodeAll(pictures, first, memory.Put);
        var images = memory.Taken();
        decoded?.Write(images, context.Time.GetElapsedTime(start));
        return images;
    }

    /// <summary>Splits the indices of pictures into those that were read and the damaged ones.</summary>
    public static (int[] Kept, int[] Damaged) Parted(int count, Func<int, bool> isRead)
    {
        var indices = Enumerable.Range(0, count).ToLookup(isRead);
        return ([.. indices[true]], [.. indices[false]]);
    }

    /// <summary>Copies an image, repeating its plane if it is grey and the target is not.</summary>
    public static void Spread(ImageDataset image, Span<byte> target)
    {
        var pixels = image.Image(0);
        for (var at = 0; at < target.Length; at += pixels.Length)
            pixels.CopyTo(target[at..]);
    }

    /// <summary>Decodes all pictures, in their order but several at once. Damaged pictures are not put.</summary>
    private void DecodeAll(
        IReadOnlyList<Picture> pictures, ImageDataset? first, Action<int, ImageDataset> put)
    {
        var (done, read) = (0, 0);
        var failures = new ConcurrentDictionary<long, Exception>();
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = Compute.Threads,
            CancellationToken = context.Cancellation,
        };
        var order = Partitioner.Create(
            Enumerable.Range(0, pictures.Count), EnumerablePartitionerOptions.NoBuffering);
        var loop = Parallel.ForEach(order, options, (index, state) =>
        {
            try
            {
                // The loop itself learns of it only after the thread that cancels has told all others.
                context.Cancellation.ThrowIfCancellationRequested();
                if (Decoded(pictures[index]) is { } image)
                {
                    put(index, first is null ? image : SameSize(first, image));
                    Interlocked.Increment(ref read);
                }
                context.Progress?.Report((double)Interlocked.Increment(ref done) / pictures.Count);
            }
            catch (Exception error)
            {
                failures[index] = error;
                state.Break(); // earlier pictures are still read, since one of them may be the first to fail
            }
        });
        if (loop.LowestBreakIteration is { } broken)
            ExceptionDispatchInfo.Throw(failures[broken]);
        if (read == 0)
            throw AllDamaged(pictures);
    }

    private ImageDataset FirstOf(IReadOnlyList<Picture> pictures) =>
        pictures.Select(Decoded).FirstOrDefault(image => image is not null) ?? throw AllDamaged(pictures);

    /// <summary>Decodes a picture as a data set of one image; null if it is damaged and may be left out.</summary>
    private ImageDataset? Decoded(Picture picture)
    {
        byte[]? file = null;
        try
        {
            file = picture.Read();
            var bitmap = PictureFormats.Decode(file, picture.Name, _options);
            return WithoutEqualPlanes(selection.Scaled(ImageDataset.Of(picture.Name, bitmap)));
        }
        catch (GanSharpException error) when (file is not null || error.Damage is not null)
        {
            return selection.SkipDamaged ? null : throw new GanSharpException(
                error.Message.EndsWith('?')
                    ? $"{error.Message} Or leave damaged pictures out with --skip-damaged"
                    : $"{error.Message}; or leave damaged pictures out with --skip-damaged",
                error);
        }
    }

    private static ImageDataset SameSize(ImageDataset first, ImageDataset image)
    {
        var ((_, height, width), (_, otherHeight, otherWidth)) = (first.ImageShape, image.ImageShape);
        return (height, width) == (otherHeight, otherWidth) ? image : throw new GanSharpException(
            $"{image.Name} has {otherHeight}×{otherWidth} pixels, but {first.Name} {height}×{width}; "
            + "set image-size to scale them all");
    }

    /// <summary>Returns an image without colours as grey.</summary>
    private static ImageDataset WithoutEqualPlanes(ImageDataset image)
    {
        var pixels = image.Image(0);
        var plane = pixels.Length / image.ImageShape.Channels;
        var red = pixels[..plane];
        return image.ImageShape.Channels == 3
            && red.SequenceEqual(pixels[plane..(2 * plane)])
            && red.SequenceEqual(pixels[(2 * plane)..])
                ? new(image.Name, red.ToArray(), image.ImageShape with { Channels = 1 })
                : image;
    }

    private static GanSharpException AllDamaged(IReadOnlyList<Picture> pictures) =>
        new($"{pictures[0].Name}: is damaged, like all {pictures.Count} pictures; check where they come from");
}
