using GanSharp.IO;

namespace GanSharp.Data;

/// <summary>
/// A selection of images from a data set: first the classes, then the number of images, then their size.
/// </summary>
public sealed record ImageSelection
{
    /// <summary>Smallest and largest side to scale images to, in pixels.</summary>
    internal const int SmallestSize = 4, LargestSize = 1024;

    /// <summary>
    /// The classes to keep, by name or, if no class is named by a number, by number. An empty list, the default, keeps
    /// all. Kept classes are renumbered in the order of the data set and keep their names.
    /// </summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>The number of images to keep, in proportion per class; 0, the default, keeps all.</summary>
    /// <exception cref="GanSharpException">The value is negative.</exception>
    public int Limit
    {
        get;
        init => field = value >= 0 ? value
            : throw new GanSharpException(
                $"a limit of {value} images is not possible; choose 1 or more, or 0 for all");
    }

    /// <summary>
    /// The side in pixels to scale images to, 4 to 1024; 0, the default, leaves them unscaled.
    /// </summary>
    /// <exception cref="GanSharpException">The value is out of range.</exception>
    public int ImageSize
    {
        get;
        init => field = value is 0 or (>= SmallestSize and <= LargestSize) ? value
            : throw new GanSharpException(
                $"images of side {value} are not possible; choose {SmallestSize} to {LargestSize}, "
                + "or 0 to leave them unscaled");
    }

    /// <summary>What happens to images that are not square when they are scaled.</summary>
    public Crop Crop { get; init; }

    /// <summary>
    /// The colour under transparent pixels of pictures, and around pictures with <see cref="Crop.Pad"/>.
    /// </summary>
    public PixelColor Background { get; init; } = PixelColor.White;

    /// <summary>Whether damaged pictures are left out; by default the first of them is an error.</summary>
    public bool SkipDamaged { get; init; }

    /// <summary>
    /// Returns <paramref name="count"/> evenly spaced indices below <paramref name="total"/>, or all indices when there
    /// are fewer.
    /// </summary>
    internal static int[] EvenlySpaced(int total, int count) =>
        [.. Enumerable.Range(0, Math.Min(total, count)).Select(i => (int)((long)i * total / Math.Min(total, count)))];

    /// <summary>The beginning of a sentence about classes without images.</summary>
    internal string Leaves => Limit > 0 ? $"a limit of {Limit} leaves" : "there is";

    /// <summary>Returns the images at the selected size.</summary>
    internal ImageDataset Scaled(ImageDataset data, CancellationToken cancellation = default) =>
        ImageSize > 0 ? data.Resized(ImageSize, Crop, Background, cancellation) : data;

    /// <summary>Returns the selected images of <paramref name="data"/>, without classes that have no images.</summary>
    /// <exception cref="GanSharpException">
    /// There is no such class, the classes have no images, or there are no labels to choose by.
    /// </exception>
    public ImageDataset Of(ImageDataset data, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Scaled(Chosen(data), cancellation);
    }

    /// <summary>Returns the selected images; scaled ones that do not fit into the memory are in a cache file.</summary>
    /// <param name="data">All images.</param>
    /// <param name="context">The memory, the cache, progress and cancellation.</param>
    /// <param name="source">Texts that change when the images or their labels change.</param>
    /// <inheritdoc cref="Of(ImageDataset, CancellationToken)" path="/exception"/>
    internal ImageDataset Of(ImageDataset data, LoadContext context, IEnumerable<string> source)
    {
        var chosen = Chosen(data);
        if (ImageSize == 0)
            return chosen;
        var scaled = chosen.Resized(ImageSize, Crop, Background, context);
        return ReferenceEquals(scaled, chosen) || context.Holds(scaled.Bytes) ? scaled : scaled.In(
            new ImageCache(context),
            [
                "scaled", data.Name, .. source, $"{Limit} {ImageSize} {Crop} {Background}", $"{Classes.Count}",
                .. Classes,
            ]);
    }

    private ImageDataset Chosen(ImageDataset data)
    {
        var chosen = data.WithClasses(Classes).WithoutEmptyClasses("there is");
        return Limit > 0 ? chosen.Subsample(Limit).WithoutEmptyClasses(Leaves) : chosen;
    }
}
