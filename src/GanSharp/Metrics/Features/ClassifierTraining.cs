using GanSharp.Data;
using static GanSharp.GanSharpException;

namespace GanSharp.Metrics.Features;

/// <summary>
/// The training of a classifier: Adam on the cross entropy -E ln softmax(f(x))[y], with a learning rate that falls to
/// zero along a cosine, on randomly shifted images. The same settings and images give the same bits.
/// </summary>
public sealed record ClassifierTraining
{
    // The meaning of 0 epochs: show this many images in all, but each at least 8 and at most 40 times.
    private const int ImagesToShow = 480_000, LeastEpochs = 8, MostEpochs = 40;

    /// <summary>
    /// Number of epochs, up to 1,000; 0, the default, for as many as show 480,000 images, within 8 to 40: 8 for MNIST.
    /// </summary>
    public int Epochs { get; init; }

    /// <summary>Images per batch, 2 to 65,536; 128 by default. At most as many as the data has.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Learning rate of the first step, above 0 to 1; 0.002 by default.</summary>
    public double LearningRate { get; init; } = 0.002;

    /// <summary>
    /// The largest random shift of an image in each direction, in pixels, 0 to 64; 2 by default. Pixels from outside
    /// repeat the edge.
    /// </summary>
    public int MaxShift { get; init; } = 2;

    /// <summary>The seed of all randomness; 1 by default.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Checks the numbers.</summary>
    /// <exception cref="GanSharpException">One is out of range.</exception>
    public void Validate()
    {
        Require(Epochs is >= 0 and <= 1000, $"epochs is {Epochs}; it must be 1 to 1000, or 0 to leave it to the data");
        Require(BatchSize is >= 2 and <= 65_536, $"the batch size is {BatchSize}; it must be 2 to 65536");
        Require(LearningRate is > 0 and <= 1, $"the learning rate is {LearningRate}; it must be above 0 and at most 1");
        Require(MaxShift is >= 0 and <= 64, $"the largest shift is {MaxShift}; it must be 0 to 64");
    }

    /// <summary>The number of epochs for that many images.</summary>
    public int EpochsFor(int images) =>
        Epochs > 0 ? Epochs : Math.Clamp(ImagesToShow / Math.Max(1, images), LeastEpochs, MostEpochs);

    /// <summary>Trains a classifier of the squares in the middle of images; its name is that of the data.</summary>
    /// <param name="data">The training images, with labels of two classes or more.</param>
    /// <param name="test">
    /// Images for <see cref="ClassifierNetwork.TestAccuracy"/>, with the same classes; null for none.
    /// </param>
    /// <param name="progress">Receives the progress after every step.</param>
    /// <param name="cancellation">Ends the work between two steps.</param>
    /// <exception cref="GanSharpException">
    /// A setting is out of range, the data has no labels or too few classes or images, the test images do not fit, or
    /// the loss is no longer finite.
    /// </exception>
    public ClassifierNetwork Train(
        ImageDataset data, ImageDataset? test = null, IProgress<ClassifierProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        Validate();
        using var trainer = new ClassifierTrainer(this, data, FeatureTask.Classes, cancellation);
        if (test is not null)
            ClassLabels.Match(test, trainer.Network); // so that an error shows before the training
        trainer.Run(progress, cancellation);
        trainer.Network.TestAccuracy = test is null ? null : trainer.Network.Accuracy(test, cancellation: cancellation);
        return trainer.Network;
    }

    /// <summary>
    /// The classification accuracy score of samples: the accuracy on real images, 0 to 1, of a classifier trained only
    /// on the samples.
    /// </summary>
    /// <param name="samples">The samples, with labels of two classes or more.</param>
    /// <param name="real">Real images to test on, with the same class names.</param>
    /// <param name="progress">Receives the progress after every step.</param>
    /// <param name="cancellation">Ends the work between two steps.</param>
    /// <remarks>
    /// Ravuri and Vinyals 2019, "Classification accuracy score for conditional generative models",
    /// https://arxiv.org/abs/1905.10887.
    /// </remarks>
    /// <inheritdoc cref="Train" path="/exception"/>
    public double AccuracyScore(
        ImageDataset samples, ImageDataset real, IProgress<ClassifierProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(real);
        return Train(samples, real, progress, cancellation).TestAccuracy!.Value;
    }
}
