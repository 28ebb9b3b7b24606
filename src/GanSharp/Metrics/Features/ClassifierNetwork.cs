using GanSharp.Data;
using GanSharp.Mpi;
using GanSharp.Networks;
using GanSharp.Nn;
using GanSharp.Tensors;
using GanSharp.Terms;

namespace GanSharp.Metrics.Features;

/// <summary>
/// A small convolutional classifier, trained by <see cref="ClassifierTraining"/> on classes, or by <see
/// cref="PretextTraining"/> on images without classes. Its features are the last hidden
/// layer after the batch norm and before the activation. Pixels are 0 (black) to 1.
/// </summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed class ClassifierNetwork : FeatureNetwork
{
    private const int BatchSize = 100;

    private string _name;

    internal ClassifierNetwork(
        string name, ImageShape image, IReadOnlyList<string> answers, IReadOnlyList<string> layers,
        FeatureTask task = FeatureTask.Classes)
    {
        if (image.Height != image.Width
            || image.Height is < ImageSelection.SmallestSize or > ImageSelection.LargestSize)
        {
            var (least, most) = (ImageSelection.SmallestSize, ImageSelection.LargestSize);
            throw new GanSharpException(
                $"images of {image} do not fit a classifier; they must be squares of {least} to {most} pixels");
        }
        if (answers.Count < 2)
            throw new GanSharpException($"{answers.Count} classes are too few for a classifier; use two or more");
        (_name, Image, Answers, Layers, Task) = (name, image, answers, layers, task);
        Network = new(layers, new NetworkContext(image, answers.Count));
    }

    /// <inheritdoc/>
    public override string Name => _name;

    /// <inheritdoc/>
    public override int Size => Network.Features;

    /// <summary>What it learned to tell apart.</summary>
    public FeatureTask Task { get; }

    /// <summary>The classes that it predicts; empty unless it learned <see cref="FeatureTask.Classes"/>.</summary>
    public override IReadOnlyList<string> ClassNames => Task == FeatureTask.Classes ? Answers : [];

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
    /// The accuracy on test images in what it learned to tell apart, 0 to 1; null if it was not tested.
    /// </summary>
    public double? TestAccuracy { get; internal set; }

    /// <summary>
    /// If it learned <see cref="FeatureTask.Groups"/> because rotations cannot be told apart: their accuracy on test
    /// images, near 0.25.
    /// </summary>
    public double? RotationAccuracy { get; internal set; }

    /// <summary>Number of trainable parameters.</summary>
    public long ParameterCount => Network.ParameterCount;

    /// <summary>What it learned, in words: <c>rotations</c>, <c>16 groups of similar images</c>.</summary>
    public string TaskText => Task switch
    {
        FeatureTask.Rotations => "rotations",
        FeatureTask.Groups => $"{Answers.Count} groups of similar images",
        _ => $"{Answers.Count} classes",
    };

    /// <summary>The names of what it tells apart, one per logit.</summary>
    internal IReadOnlyList<string> Answers { get; }

    internal Classifier Network { get; }

    /// <summary>Reads a classifier from a safetensors file; its name is that of the file.</summary>
    /// <exception cref="GanSharpException">The file is missing, damaged or not a classifier.</exception>
    public static ClassifierNetwork Load(string path) => ClassifierFile.Load(path);

    /// <summary>Writes the classifier to one safetensors file, which appears whole or not at all.</summary>
    /// <exception cref="GanSharpException">The file cannot be written.</exception>
    public void Save(string path) => ClassifierFile.Save(path, this);

    /// <inheritdoc/>
    public override FeatureSet Of(
        ImageDataset images, IProgress<double>? progress = null, ProcessGroup? processes = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        var labels = ClassLabels.Match(images, this);
        var (vectors, logits) = Outputs(images, progress, processes, cancellation);
        return new(vectors, Task == FeatureTask.Classes ? logits : null, labels);
    }

    /// <summary>The share of images that are classified correctly, 0 to 1.</summary>
    /// <param name="images">The images, with labels.</param>
    /// <param name="progress">Receives the share done, from 0 to 1.</param>
    /// <param name="cancellation">Ends the work between two batches.</param>
    /// <exception cref="GanSharpException">
    /// There are no labels, the network knows no classes, or the images have other channels or classes than it.
    /// </exception>
    public double Accuracy(
        ImageDataset images, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (Task != FeatureTask.Classes)
            throw new GanSharpException($"{Name} knows no classes: it learned {TaskText}; use a classifier");
        return ClassLabels.Match(images, this) is { } labels
            ? CountRight(images, labels, progress, cancellation) / (double)labels.Length
            : throw new GanSharpException(
                $"{images.Name}: there are no labels to compare with the predictions of {Name}; use data with labels");
    }

    /// <summary>Renames the network.</summary>
    internal ClassifierNetwork Named(string name)
    {
        _name = name;
        return this;
    }

    /// <summary>The number of images whose largest logit is that of the label.</summary>
    internal int CountRight(
        ImageDataset images, int[] labels, IProgress<double>? progress, CancellationToken cancellation)
    {
        using var scope = new TensorScope();
        return ClassError.CountRight(Outputs(images, progress, null, cancellation).Logits!, labels);
    }

    private (Tensor Vectors, Tensor? Logits) Outputs(
        ImageDataset images, IProgress<double>? progress, ProcessGroup? processes, CancellationToken cancellation)
    {
        var scaled = FittingImages.Of(images, Name, Image, cancellation);
        return new FeatureBatches(BatchSize, Size, Answers.Count).Compute(
            scaled, PixelRange.Unit, Forward, progress, processes, cancellation);

        (Tensor Vectors, Tensor? Logits) Forward(Tensor pixels)
        {
            var features = Network.Trunk.Forward(pixels, Pass.Evaluate);
            return (features, Network.Head.Forward(features, Pass.Evaluate));
        }
    }
}
