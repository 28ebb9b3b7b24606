using GanSharp.Data;
using static GanSharp.GanSharpException;

namespace GanSharp.Metrics.Features;

/// <summary>
/// How a classifier is trained: by Adam on the cross entropy -E ln softmax(f(x))[y], with a learning rate that falls to
/// zero along a cosine, on images that are moved a little. The same settings and images give the same bits.
/// </summary>
public sealed record ClassifierTraining
{
    // What an epoch count of 0 stands for: this many images are shown, but each from 8 to 40 times.
    private const int ImagesToShow = 480_000, LeastEpochs = 8, MostEpochs = 40;

    /// <summary>
    /// How often all images are seen, up to 1,000; 0, the default, for as often as shows 480,000 images, from 8 to 40
    /// times: 8 for MNIST.
    /// </summary>
    public int Epochs { get; init; }

    /// <summary>Images per batch, 2 to 65,536; 128 by default. There are never more than the data has.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Learning rate of the first step, above 0 to 1; 0.002 by default.</summary>
    public double LearningRate { get; init; } = 0.002;

    /// <summary>
    /// Pixels that images are moved by, at most, at random in each direction, 0 to 64; 2 by default. What comes in from
    /// outside repeats the edge.
    /// </summary>
    public int MaxShift { get; init; } = 2;

    /// <summary>What all randomness is derived from; 1 by default.</summary>
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

    /// <summary>The epochs for that many images.</summary>
    public int EpochsFor(int images) =>
        Epochs > 0 ? Epochs : Math.Clamp(ImagesToShow / Math.Max(1, images), LeastEpochs, MostEpochs);

    /// <summary>A classifier of the squares in the middle of images, called by the name of the data.</summary>
    /// <param name="data">What to learn, with labels of two classes or more.</param>
    /// <param name="test">
    /// Images that <see cref="ClassifierNetwork.TestAccuracy"/> is of, with the same classes; null for none.
    /// </param>
    /// <param name="progress">Told of every step.</param>
    /// <param name="cancellation">Ends the work between two steps.</param>
    /// <exception cref="GanSharpException">
    /// A setting is out of range, the data has no labels or too few classes or images, the test images do not fit, or
    /// the loss ceased to be finite.
    /// </exception>
    public ClassifierNetwork Train(
        ImageDataset data, ImageDataset? test = null, IProgress<ClassifierProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        Validate();
        using var trainer = new ClassifierTrainer(this, data, cancellation);
        if (test is not null)
            ClassLabels.Match(test, trainer.Network); // before the work, not behind it
        trainer.Run(progress, cancellation);
        trainer.Network.TestAccuracy = test is null ? null : trainer.Network.Accuracy(test, cancellation: cancellation);
        return trainer.Network;
    }

    /// <summary>
    /// The classification accuracy score of samples: the share of real images, 0 to 1, whose class a classifier names
    /// rightly that was trained on the samples alone.
    /// </summary>
    /// <param name="samples">What to learn, with labels of two classes or more.</param>
    /// <param name="real">Real images to test on, whose classes are called alike.</param>
    /// <param name="progress">Told of every step.</param>
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
