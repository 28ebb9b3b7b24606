using GanSharp.Data.Pictures;
using GanSharp.IO;
using GanSharp.Text;

namespace GanSharp.Data;

public sealed partial class ImageDataset
{
    private const int HeldOutEvery = 5;

    /// <summary>
    /// Returns the images of some classes, or of all classes when <paramref name="names"/> is empty. The classes are
    /// renumbered in the order of the data set and keep their names.
    /// </summary>
    /// <param name="names">Names of classes or, if no class is named by a number, numbers from 0.</param>
    /// <exception cref="GanSharpException">
    /// There is no such class, the classes have no images, or there are no labels.
    /// </exception>
    public ImageDataset WithClasses(IReadOnlyCollection<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count == 0)
            return this;
        if (Labels is not { } labels)
            throw Unlabelled(Name);
        var kept = Data.ClassNames.Choose(ClassNames, names);
        var chosen = Enumerable.Range(0, Count).Where(index => kept.Contains(labels[index])).ToArray();
        if (chosen.Length == 0)
            throw new GanSharpException(
                $"{Name}: there is no image of {string.Join(", ", names)}; choose other classes");
        return Renumbered(kept, _images.Choose(chosen), [.. chosen.Select(index => labels[index])]);
    }

    /// <summary>Renumbers the labels so that every class has images.</summary>
    internal ImageDataset WithoutGaps()
    {
        var counts = CountPerClass();
        return Array.Exists(counts, count => count == 0)
            ? Renumbered([.. Enumerable.Range(0, Classes).Where(label => counts[label] > 0)], _images, Labels!) : this;
    }

    /// <summary>Returns the same images with other labels.</summary>
    internal ImageDataset Labelled(byte[] labels, IReadOnlyList<string> classNames) =>
        new(Name, _images, ImageShape, labels, classNames);

    /// <summary>Returns the same images with more notes in <see cref="LeftOut"/>.</summary>
    internal ImageDataset LeavingOut(IReadOnlyList<string> more) =>
        more.Count == 0 ? this : new(Name, _images, ImageShape, Labels, ClassNames) { LeftOut = [.. LeftOut, .. more] };

    /// <summary>
    /// Returns the same images without empty classes; the others keep their order and their names.
    /// </summary>
    /// <param name="leaves">The beginning of the note about empty classes, such as <c>there is</c>.</param>
    internal ImageDataset WithoutEmptyClasses(string leaves)
    {
        var counts = CountPerClass();
        string[] empty = [.. ClassNames.Where((_, label) => counts[label] == 0)];
        if (empty.Length == 0)
            return this;
        var classes = empty.Length == 1 ? "class" : $"{empty.Length} classes:";
        return WithoutGaps().LeavingOut([$"{leaves} no image of {classes} {LeftOutFiles.Few(empty)}; left out"]);
    }

    /// <summary>
    /// Renumbers the labels by <paramref name="names"/>, as runs of earlier versions did, if those contain all classes
    /// of the images in any Unicode normal form. Otherwise returns the images unchanged.
    /// </summary>
    internal ImageDataset InClasses(IReadOnlyList<string> names)
    {
        if (Labels is null
            || names.Count < Classes
            || names.Count > byte.MaxValue + 1
            || ClassNames.SequenceEqual(names))
            return this;
        int[] places =
        [
            .. ClassNames.Select(name => names.ToList().FindIndex(other => NormalForm.AreSame(name, other))),
        ];
        if (places.Contains(-1))
            return this;
        return new(Name, _images, ImageShape, [.. Labels.Select(label => (byte)places[label])], names)
        {
            LeftOut = LeftOut,
        };
    }

    /// <summary>
    /// Returns <paramref name="count"/> images, in proportion per class and evenly spaced within each class. Returns
    /// this data set when it has no more images than that.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public ImageDataset Subsample(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (count >= Count)
            return this;
        var byClass = Enumerable.Range(0, Count).OrderBy(index => Labels?[index] ?? 0).ToArray();
        int[] chosen = [.. ImageSelection.EvenlySpaced(Count, count).Select(place => byClass[place]).Order()];
        return At(chosen);
    }

    /// <summary>
    /// Splits the images in two: every fifth image of each class is held out, and the others are kept.
    /// </summary>
    /// <exception cref="GanSharpException">No class has five images.</exception>
    public (ImageDataset Kept, ImageDataset HeldOut) HoldOut()
    {
        var seen = new int[Math.Max(1, Classes)];
        var isHeldOut = Enumerable
            .Range(0, Count)
            .Select(index => ++seen[Labels?[index] ?? 0] % HeldOutEvery == 0)
            .ToArray();
        return isHeldOut.Contains(true) ? (Where(false), Where(true))
            : throw new GanSharpException(
                $"{Name}: no class has {HeldOutEvery} images, so none can be held out; add images");

        ImageDataset Where(bool heldOut) =>
            At([.. Enumerable.Range(0, Count).Where(index => isHeldOut[index] == heldOut)]);
    }

    /// <summary>
    /// Crops the images to their central squares and scales them: bilinear to grow, with a triangle filter to shrink.
    /// Images that do not fit into a quarter of the memory are scaled whenever they are needed.
    /// </summary>
    /// <param name="size">The side in pixels, 4 to 1024.</param>
    /// <param name="cancellation">Stops the work between two images.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is out of range.</exception>
    public ImageDataset Resized(int size, CancellationToken cancellation = default) =>
        Resized(size, Crop.Centre, PixelColor.White, cancellation);

    /// <summary>Makes the images squares and scales them.</summary>
    /// <param name="size">The side in pixels, 4 to 1024.</param>
    /// <param name="crop">What happens to images that are not square.</param>
    /// <param name="background">The colour around images with <see cref="Crop.Pad"/>.</param>
    /// <param name="cancellation">Stops the work between two images.</param>
    /// <inheritdoc cref="Resized(int, CancellationToken)"/>
    public ImageDataset Resized(
        int size, Crop crop, PixelColor background, CancellationToken cancellation = default) =>
        Resized(size, crop, background, new LoadContext { Cancellation = cancellation });

    /// <summary>Makes the images squares and scales them: at once if they fit into the memory.</summary>
    internal ImageDataset Resized(int size, Crop crop, PixelColor background, LoadContext context)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, ImageSelection.SmallestSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, ImageSelection.LargestSize);
        if ((ImageShape.Height, ImageShape.Width) == (size, size))
            return this;
        var resampler = new Resampler(ImageShape, size, crop, background);
        var shape = resampler.Shape;
        var scaled = new MappedImages(_images, shape.Count, resampler.Apply);
        return With(
            context.Holds((long)Count * shape.Count) ? scaled.InMemory(context.Cancellation) : scaled, shape);
    }

    /// <summary>Returns the same images in a cache file.</summary>
    /// <param name="cache">The cache.</param>
    /// <param name="key">What identifies the images.</param>
    internal ImageDataset In(ImageCache cache, IEnumerable<string> key) =>
        With(cache.Keep(key, _images, ImageShape), ImageShape);

    private ImageDataset With(ImageStore images, ImageShape shape) =>
        new(Name, images, shape, Labels, ClassNames) { LeftOut = LeftOut };

    /// <summary>Creates the error for a choice of classes from images without labels.</summary>
    internal static GanSharpException Unlabelled(string name) =>
        new($"{name}: there are no labels, so there are no classes to choose from; leave the classes out");

    /// <summary>Returns the chosen images, with the same classes.</summary>
    /// <summary>Some successive images.</summary>
    internal ImageDataset At(int first, int count) => At([.. Enumerable.Range(first, count)]);

    private ImageDataset At(int[] chosen) =>
        new(
            Name, _images.Choose(chosen), ImageShape,
            Labels is null ? null : [.. chosen.Select(index => Labels[index])],
            ClassNames)
        {
            LeftOut = LeftOut,
        };

    /// <summary>Creates a data set with the kept classes only, renumbered from 0.</summary>
    private ImageDataset Renumbered(int[] kept, ImageStore images, byte[] labels)
    {
        var places = new byte[Classes];
        for (var place = 0; place < kept.Length; place++)
            places[kept[place]] = (byte)place;
        return new(
            Name, images, ImageShape,
            [.. labels.Select(label => places[label])],
            [.. kept.Select(label => ClassNames[label])])
        {
            LeftOut = LeftOut,
        };
    }
}
