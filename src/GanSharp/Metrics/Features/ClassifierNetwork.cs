using GanSharp.Data;
using GanSharp.Networks;
using GanSharp.Nn;
using GanSharp.Tensors;
using GanSharp.Terms;

namespace GanSharp.Metrics.Features;

/// <summary>
/// A small convolutional classifier, of <see cref="ClassifierTraining"/>. Its features are the last hidden layer,
/// behind its batch norm and before its activation; pixels enter it as 0 (black) to 1.
/// </summary>
public sealed class ClassifierNetwork : FeatureNetwork
{
    private const int BatchSize = 100;

    internal ClassifierNetwork(
        string name, ImageShape image, IReadOnlyList<string> classNames, IReadOnlyList<string> layers)
    {
        if (image.Height != image.Width
            || image.Height is < ImageSelection.SmallestSize or > ImageSelection.LargestSize)
        {
            var (least, most) = (ImageSelection.SmallestSize, ImageSelection.LargestSize);
            throw new GanSharpException(
                $"images of {image} cannot be told apart; they must be squares of {least} to {most} pixels");
        }
        if (classNames.Count < 2)
            throw new GanSharpException($"{classNames.Count} classes leave nothing to tell apart; take two or more");
        (Name, Image, ClassNames, Layers) = (name, image, classNames, layers);
        Network = new(layers, new NetworkContext(image, classNames.Count));
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override int Size => Network.Features;

    /// <inheritdoc/>
    public override IReadOnlyList<string> ClassNames { get; }

    /// <summary>The size of the images that it takes; others are scaled to it.</summary>
    public ImageShape Image { get; }

    /// <summary>
    /// Its layers, as <see cref="NetworkBuilder"/> reads them; the last line makes logits of features.
    /// </summary>
    public IReadOnlyList<string> Layers { get; }

    /// <summary>The name of the data that it was trained on.</summary>
    public required string Dataset { get; init; }

    /// <summary>How it was trained, in a line.</summary>
    public required string Training { get; init; }

    /// <summary>
    /// Share of images whose class it names rightly, 0 to 1, of those that it was tested on; null where it was not
    /// tested.
    /// </summary>
    public double? TestAccuracy { get; internal set; }

    /// <summary>Number of trainable numbers.</summary>
    public long ParameterCount => Network.ParameterCount;

    internal Classifier Network { get; }

    /// <summary>The classifier in a safetensors file, called by the file's name.</summary>
    /// <exception cref="GanSharpException">The file is missing, damaged, or not a classifier.</exception>
    public static ClassifierNetwork Load(string path) => ClassifierFile.Load(path);

    /// <summary>Writes all of it into one safetensors file, which appears whole or not at all.</summary>
    /// <exception cref="GanSharpException">The path cannot be written.</exception>
    public void Save(string path) => ClassifierFile.Save(path, this);

    /// <inheritdoc/>
    public override FeatureSet Of(
        ImageDataset images, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        var labels = ClassLabels.Match(images, this);
        var scaled = FittingImages.Of(images, Name, Image, cancellation);
        var (vectors, logits) = new FeatureBatches(BatchSize, Size, ClassNames.Count).Compute(
            scaled, PixelRange.Unit,
            pixels =>
        {
            var features = Network.Trunk.Forward(pixels, Pass.Evaluate);
            return (features, Network.Head.Forward(features, Pass.Evaluate));
        }, progress, cancellation);
        return new(vectors, logits, labels);
    }

    /// <summary>Share of images whose class it names rightly, 0 to 1.</summary>
    /// <param name="images">The images, with labels.</param>
    /// <param name="progress">Told the share that is done, from 0 to 1.</param>
    /// <param name="cancellation">Ends the work between two batches.</param>
    /// <exception cref="GanSharpException">
    /// There are no labels, or the images have other channels than the network takes, or a class that it does not know.
    /// </exception>
    public double Accuracy(
        ImageDataset images, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        using var scope = new TensorScope();
        var features = Of(images, progress, cancellation);
        return features.Labels is { } labels ? ClassError.CountRight(features.Logits!, labels) / (double)labels.Length
            : throw new GanSharpException(
                $"{images.Name}: there are no labels to hold against those that {Name} names; give data with labels");
    }
}
