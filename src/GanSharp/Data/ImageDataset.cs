namespace GanSharp.Data;

/// <summary>Images held in memory, all of one size, with or without labels.</summary>
public sealed class ImageDataset
{
    /// <summary>A data set over the given arrays, which are not copied.</summary>
    /// <param name="name">What it is called in messages.</param>
    /// <param name="images">The bytes of all images, NCHW.</param>
    /// <param name="shape">The size of one image, of 1 or 3 channels.</param>
    /// <param name="labels">The class of every image, or null.</param>
    /// <param name="classNames">A name for every class; by default their numbers, up to the largest label.</param>
    /// <exception cref="GanSharpException">
    /// There is no image, the counts disagree, or a label is not below the number of classes.
    /// </exception>
    public ImageDataset(string name, byte[] images, ImageShape shape, byte[]? labels = null, IReadOnlyList<string>? classNames = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (shape is not { Channels: 1 or 3, Height: > 0, Width: > 0 })
            throw new GanSharpException($"{name}: images of {shape} are not supported; they need 1 or 3 channels and positive sides");
        if (images.Length == 0 || images.Length % shape.Count != 0)
            throw new GanSharpException($"{name}: {images.Length} bytes are not one or more images of {shape}; check the image file");
        (Name, Images, ImageShape, Labels) = (name, images, shape, labels);
        ClassNames = labels is null ? [] : CheckLabels(labels, classNames ?? []);
    }

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>The bytes of all images, NCHW.</summary>
    public byte[] Images { get; }

    /// <summary>The size of one image.</summary>
    public ImageShape ImageShape { get; }

    /// <summary>The class of every image, or null when it is not known.</summary>
    public byte[]? Labels { get; }

    /// <summary>The name of every class; empty when there are no labels.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Number of images.</summary>
    public int Count => Images.Length / ImageShape.Count;

    /// <summary>Number of classes, 0 when there are no labels.</summary>
    public int Classes => ClassNames.Count;

    /// <summary>The number of images of every class; empty when there are no labels.</summary>
    public int[] CountPerClass()
    {
        var counts = new int[Classes];
        foreach (var label in Labels ?? [])
            counts[label]++;
        return counts;
    }

    /// <summary>The bytes of one image, CHW.</summary>
    public ReadOnlySpan<byte> Image(int index) => Images.AsSpan(index * ImageShape.Count, ImageShape.Count);

    /// <summary>Number of images and classes, and their size: <c>digits: 5000 images of 28×28×1, 10 classes</c>.</summary>
    public override string ToString() => $"{Name}: {Count} images of {ImageShape}, {(Labels is null ? "no labels" : $"{Classes} classes")}";

    /// <summary>The names of all classes, made up where none are given.</summary>
    private IReadOnlyList<string> CheckLabels(byte[] labels, IReadOnlyList<string> names)
    {
        if (labels.Length != Count)
            throw new GanSharpException($"{Name}: {Count} images but {labels.Length} labels; give every image one label");
        if (names.Count == 0)
            return [.. Enumerable.Range(0, labels.Max() + 1).Select(label => $"{label}")];
        var wrong = Array.FindIndex(labels, label => label >= names.Count);
        return wrong < 0 ? names : throw new GanSharpException(
            $"{Name}: image {wrong} has label {labels[wrong]}, but labels run from 0 to {names.Count - 1}; check the labels");
    }
}
