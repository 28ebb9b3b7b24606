using System.Security.Cryptography;
using System.Text.Json;
using GanSharp.IO;
using GanSharp.Text;

namespace GanSharp.Data;

/// <summary>
/// Images of one size, with or without labels. They are in memory, or in a file if they are too many.
/// </summary>
/// <remarks>Safe for use by several threads at once, while none of them writes to the arrays.</remarks>
public sealed partial class ImageDataset
{
    private const int HashedBytes = 1 << 18;

    private readonly ImageStore _images;

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
        : this(name, Whole(name, images, shape), shape, labels, classNames) { }

    /// <summary>Creates a data set over images anywhere.</summary>
    internal ImageDataset(
        string name, ImageStore images, ImageShape shape, byte[]? labels, IReadOnlyList<string>? classNames)
    {
        (Name, _images, ImageShape, Labels) = (name, images, shape, labels);
        ClassNames = labels is null ? [] : CheckLabels(labels, classNames ?? []);
    }

    /// <summary>Creates a data set of one picture.</summary>
    internal static ImageDataset Of(string name, Bitmap picture) =>
        new(name, picture.ToPlanes(), new(picture.Channels, picture.Height, picture.Width));

    private static MemoryImages Whole(string name, byte[] images, ImageShape shape)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (shape is not { Channels: 1 or 3, Height: > 0, Width: > 0 })
            throw new GanSharpException(
                $"{name}: images of {shape} are not supported; they need 1 or 3 channels and positive sides");
        if (images.Length == 0 || images.Length % shape.Count != 0)
            throw new GanSharpException(
                $"{name}: {images.Length} bytes are not one or more whole images of {shape}; check the image file");
        return new(images, shape.Count);
    }

    /// <summary>The name of the data set.</summary>
    public string Name { get; }

    /// <summary>
    /// The bytes of all images, NCHW. If the images are in a file, this reads all of them into memory; see
    /// <see cref="Slice"/>.
    /// </summary>
    /// <exception cref="GanSharpException">They are too many for an array.</exception>
    public byte[] Images
    {
        get
        {
            _ = ImageShape.BytesOf(Count, Name);
            return _images.ToArray();
        }
    }

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
    public int Count => _images.Count;

    /// <summary>The size of all images in bytes.</summary>
    internal long Bytes => (long)Count * ImageShape.Count;

    /// <summary>Whether images are returned without work or waiting for a disk.</summary>
    internal bool IsInMemory => _images.IsInMemory;

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
    public ReadOnlySpan<byte> Image(int index) => _images.Slice(index, 1);

    /// <summary>Returns the bytes of consecutive images, NCHW.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="count">Their number.</param>
    public ReadOnlySpan<byte> Slice(int first, int count) => _images.Slice(first, count);

    /// <summary>
    /// Describes the data set: <c>digits: 5000 images of 28×28×1, 10 classes</c>.
    /// </summary>
    public override string ToString() =>
        $"{Name}: {Plural.Of(Count, "image")} of {ImageShape}, "
        + (Labels is null ? "no labels" : Plural.Of(Classes, "class", "classes"));

    private string Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var step = Math.Max(1, HashedBytes / ImageShape.Count);
        for (var i = 0; i < Count; i += step)
            hash.AppendData(Slice(i, Math.Min(step, Count - i)));
        hash.AppendData(Labels ?? []);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

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
