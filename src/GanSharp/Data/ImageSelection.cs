namespace GanSharp.Data;

/// <summary>
/// Which images of a data set are wanted, and at what size: first the classes are chosen, then how many, then the size.
/// </summary>
public sealed record ImageSelection
{
    /// <summary>Smallest and largest side that images can be scaled to, in pixels.</summary>
    internal const int SmallestSize = 4, LargestSize = 1024;

    /// <summary>
    /// The classes to keep, by name or, where no name is a number, by number; none, the default, stands for all. They
    /// are numbered anew in the data's own order, and keep their names.
    /// </summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>The number of images, of each class in proportion; 0, the default, for all.</summary>
    /// <exception cref="GanSharpException">The value is negative.</exception>
    public int Limit
    {
        get;
        init =>
            field =
                value >= 0
                    ? value
                    : throw new GanSharpException(
                        $"a limit of {value} images is not possible; choose 1 or more, or 0 for all");
    }

    /// <summary>
    /// The side in pixels that images are scaled to, 4 to 1024, after the square in their middle is cut out; 0, the
    /// default, leaves them as they are.
    /// </summary>
    /// <exception cref="GanSharpException">The value is none of these.</exception>
    public int ImageSize
    {
        get;
        init => field = value is 0 or (>= SmallestSize and <= LargestSize) ? value
            : throw new GanSharpException(
                $"images of side {value} are not possible; choose {SmallestSize} to {LargestSize}, or 0 to leave them as they are");
    }

    /// <summary>
    /// Which of <paramref name="total"/> images make <paramref name="count"/> at equal distances; all when there are no
    /// more.
    /// </summary>
    internal static int[] Spread(int total, int count) =>
        [.. Enumerable.Range(0, Math.Min(total, count)).Select(i => (int)((long)i * total / Math.Min(total, count)))];

    /// <summary>How a sentence about classes begins that have no image because of the limit.</summary>
    internal string LimitLeaves => $"a limit of {Limit} leaves";

    /// <summary>The images of <paramref name="data"/> that are wanted. Classes are those that have any.</summary>
    /// <exception cref="GanSharpException">
    /// There is no such class, no image of those classes, or there are no labels to choose by.
    /// </exception>
    public ImageDataset Of(ImageDataset data, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        var chosen = data.WithClasses(Classes).WithoutEmptyClasses("there is");
        if (Limit > 0)
            chosen = chosen.Spread(Limit).WithoutEmptyClasses(LimitLeaves);
        return ImageSize > 0 ? chosen.Resized(ImageSize, cancellation) : chosen;
    }
}
