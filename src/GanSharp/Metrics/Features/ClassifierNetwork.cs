using GanSharp.Data;
using GanSharp.Networks;
using GanSharp.Nn;
using GanSharp.Tensors;
using GanSharp.Terms;

namespace GanSharp.Metrics.Features;

/// <summary>
/// A small convolutional classifier, trained by <see cref="ClassifierTraining"/>. Its features are the last hidden
/// layer after the batch norm and before the activation. Pixels are 0 (black) to 1.
/// </summary>
/// <remarks>Safe for use by several threads at once.</remarks>
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
                $"images of {image} do not fit a classifier; they must be squares of {least} to {most} pixels");
        }
        if (classNames.Count < 2)
            throw new GanSharpException($"{classNames.Count} classes are too few for a classifier; use two or more");
        (Name, Image, ClassNames, Layers) = (name, image, classNames, layers);
        Network = new(layers, new NetworkContext(image, classNames.Count));
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override int Size => Network.Features;

    /// <inheritdoc/>
    public override IReadOnlyList<string> ClassNames { get; }

    /// <summary>The size of its input images; others are scaled to it.</summary>
    public ImageShape Image { get; }

    /// <summary>
    /// Its layers, as <see cref="NetworkBuilder"/> reads them; the last line turns features into logits.
    /// </summary>
    public IReadOnlyList<string> Layers { get; }

    /// <summary>The name of the training data.</summary>
    public required string Dataset { get; init; }

    /// <summary>A one-line description of the training.</summary>
    public required string Training { get; init; }

    /// <summary>
    /// The accuracy on test images, 0 to 1; null if it was not tested.
    /// </summary>
    public double? TestAccuracy { get; internal set; }

    /// <summary>Number of trainable parameters.</summary>
    public long ParameterCount => Network.ParameterCount;

    internal Classifier Network { get; }

    /// <summary>Reads a classifier from a safetensors file; its name is that of the file.</summary>
    /// <exception cref="GanSharpException">The file is missing, damaged or not a classifier.</exception>
    public static ClassifierNetwork Load(string path) => ClassifierFile.Load(path);

    /// <summary>Writes the classifier to one safetensors file, which appears whole or not at all.</summary>
    /// <exception cref="GanSharpException">The file cannot be written.</exception>
    public void Save(string path) => ClassifierFile.Save(path, this);

    /// <inheritdoc/>
    public override FeatureSet Of(
        ImageDataset images, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        var labels = ClassLabels.Match(images, this);
        var scaled = FittingImages.Of(images, Name, Image, cancellation);
        var (vectors, logits) = new FeatureBatches(BatchSize, Size, ClassNames.Count).Compute(
            scaled, PixelRange.Unit, Forward, progress, cancellation);
        return new(vectors, logits, labels);

        (Tensor Vectors, Tensor? Logits) Forward(Tensor pixels)
        {
            var features = Network.Trunk.Forward(pixels, Pass.Evaluate);
            return (features, Network.Head.Forward(features, Pass.Evaluate));
        }
    }

    /// <summary>The share of images that are classified correctly, 0 to 1.</summary>
    /// <param name="images">The images, with labels.</param>
    /// <param name="progress">Receives the share done, from 0 to 1.</param>
    /// <param name="cancellation">Ends the work between two batches.</param>
    /// <exception cref="GanSharpException">
    /// There are no labels, or the images have other channels or classes than the network.
    /// </exception>
    public double Accuracy(
        ImageDataset images, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        using var scope = new TensorScope();
        var features = Of(images, progress, cancellation);
        return features.Labels is { } labels ? ClassError.CountRight(features.Logits!, labels) / (double)labels.Length
            : throw new GanSharpException(
                $"{images.Name}: there are no labels to compare with the predictions of {Name}; use data with labels");
    }
}
