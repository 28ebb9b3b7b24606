using System.Security.Cryptography;
using System.Text.Json;
using GanSharp.Tensors;
using GanSharp.Text;

namespace GanSharp.Data;

/// <summary>Images in memory, all of one size, with or without labels.</summary>
/// <remarks>Safe for use by several threads at once, while none of them writes to the arrays.</remarks>
public sealed class ImageDataset
{
    private const int HeldOutEvery = 5;

    /// <summary>Creates a data set over the given arrays, which are not copied.</summary>
    /// <param name="name">The name for messages.</param>
    /// <param name="images">The bytes of all images, NCHW.</param>
    /// <param name="shape">The size of one image, of 1 or 3 channels.</param>
    /// <param name="labels">The class of every image, or null.</param>
    /// <param name="classNames">The name of every class; by default the numbers up to the largest label.</param>
    /// <exception cref="GanSharpException">
    /// There is no image, the numbers of images and labels differ, or a label has no class name.
    /// </exception>
    public ImageDataset(
        string name, byte[] images, ImageShape shape, byte[]? labels = null, IReadOnlyList<string>? classNames = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (shape is not { Channels: 1 or 3, Height: > 0, Width: > 0 })
            throw new GanSharpException(
                $"{name}: images of {shape} are not supported; they need 1 or 3 channels and positive sides");
        if (images.Length == 0 || images.Length % shape.Count != 0)
            throw new GanSharpException(
                $"{name}: {images.Length} bytes are not one or more whole images of {shape}; check the image file");
        (Name, Images, ImageShape, Labels) = (name, images, shape, labels);
        ClassNames = labels is null ? [] : CheckLabels(labels, classNames ?? []);
    }

    /// <summary>The name of the data set.</summary>
    public string Name { get; }

    /// <summary>The bytes of all images, NCHW.</summary>
    public byte[] Images { get; }

    /// <summary>The size of one image.</summary>
    public ImageShape ImageShape { get; }

    /// <summary>The class of every image, or null when there are no labels.</summary>
    public byte[]? Labels { get; }

    /// <summary>The name of every class; empty when there are no labels.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>
    /// Notes about what was left out, one sentence each: files in other formats, pictures in deeper folders, classes
    /// without images.
    /// </summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>Number of images.</summary>
    public int Count => Images.Length / ImageShape.Count;

    /// <summary>Number of classes, 0 when there are no labels.</summary>
    public int Classes => ClassNames.Count;

    /// <summary>Named values that identify the data: name, size, classes and a hash of all bytes.</summary>
    internal IReadOnlyList<(string Name, string Value)> Fingerprint => field ??=
    [
        ("name", Name), ("images", $"{Count}"), ("size", $"{ImageShape}"),
        ("classes", JsonSerializer.Serialize(ClassNames, TextJson.Default.IReadOnlyListString)), ("sha256", Digest()),
    ];

    /// <summary>Counts the images of every class. The result is empty when there are no labels.</summary>
    public int[] CountPerClass()
    {
        var counts = new int[Classes];
        foreach (var label in Labels ?? [])
            counts[label]++;
        return counts;
    }

    /// <summary>Returns the bytes of one image, CHW.</summary>
    public ReadOnlySpan<byte> Image(int index) => Images.AsSpan(index * ImageShape.Count, ImageShape.Count);

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
        return Renumbered(kept, Copy(chosen), [.. chosen.Select(index => labels[index])]);
    }

    /// <summary>Renumbers the labels so that every class has images.</summary>
    internal ImageDataset WithoutGaps()
    {
        var counts = CountPerClass();
        return Array.Exists(counts, count => count == 0)
            ? Renumbered([.. Enumerable.Range(0, Classes).Where(label => counts[label] > 0)], Images, Labels!) : this;
    }

    /// <summary>Returns the same images with more notes in <see cref="LeftOut"/>.</summary>
    internal ImageDataset LeavingOut(IReadOnlyList<string> more) =>
        more.Count == 0 ? this : new(Name, Images, ImageShape, Labels, ClassNames) { LeftOut = [.. LeftOut, .. more] };

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
        return new(Name, Images, ImageShape, [.. Labels.Select(label => (byte)places[label])], names)
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
    /// </summary>
    /// <param name="size">The side in pixels, 4 to 1024.</param>
    /// <param name="cancellation">Stops the work between two images.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is out of range.</exception>
    /// <exception cref="GanSharpException">The scaled images do not fit into one array.</exception>
    public ImageDataset Resized(int size, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, ImageSelection.SmallestSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, ImageSelection.LargestSize);
        if ((ImageShape.Height, ImageShape.Width) == (size, size))
            return this;
        var resampler = new Resampler(ImageShape, size);
        var images = new byte[resampler.Shape.BytesOf(Count, Name)];
        var length = resampler.Shape.Count;
        Parallel.For(0, Count, new() { MaxDegreeOfParallelism = Compute.Threads, CancellationToken = cancellation },
            index => resampler.Apply(Image(index), images.AsSpan(index * length, length)));
        return new(Name, images, resampler.Shape, Labels, ClassNames) { LeftOut = LeftOut };
    }

    /// <summary>
    /// Describes the data set: <c>digits: 5000 images of 28×28×1, 10 classes</c>.
    /// </summary>
    public override string ToString() =>
        $"{Name}: {Plural.Of(Count, "image")} of {ImageShape}, "
        + (Labels is null ? "no labels" : Plural.Of(Classes, "class", "classes"));

    private string Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Images);
        hash.AppendData(Labels ?? []);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Returns the chosen images, with the same classes.</summary>
    private ImageDataset At(int[] chosen) =>
        new(
            Name, Copy(chosen), ImageShape,
            Labels is null ? null : [.. chosen.Select(index => Labels[index])],
            ClassNames)
        {
            LeftOut = LeftOut,
        };

    /// <summary>Creates a data set with the kept classes only, renumbered from 0.</summary>
    private ImageDataset Renumbered(int[] kept, byte[] images, byte[] labels)
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

    private byte[] Copy(int[] chosen)
    {
        var images = new byte[chosen.Length * ImageShape.Count];
        for (var i = 0; i < chosen.Length; i++)
            Image(chosen[i]).CopyTo(images.AsSpan(i * ImageShape.Count));
        return images;
    }

    /// <summary>Creates the error for a choice of classes from images without labels.</summary>
    internal static GanSharpException Unlabelled(string name) =>
        new($"{name}: there are no labels, so there are no classes to choose from; leave the classes out");

    /// <summary>Checks the labels and returns the class names, which are numbers by default.</summary>
    private IReadOnlyList<string> CheckLabels(byte[] labels, IReadOnlyList<string> names)
    {
        if (labels.Length != Count)
            throw new GanSharpException(
                $"{Name}: {Plural.Of(Count, "image")} but {Plural.Of(labels.Length, "label")}; "
                + "give every image one label");
        if (names.Count == 0)
            return [.. Enumerable.Range(0, labels.Max() + 1).Select(label => $"{label}")];
        var wrong = Array.FindIndex(labels, label => label >= names.Count);
        return wrong < 0 ? names : throw new GanSharpException(
            $"{Name}: image {wrong} has label {labels[wrong]}, but labels run from 0 to {names.Count - 1}; "
            + "check the labels");
    }
}
