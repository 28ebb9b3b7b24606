using GanSharp.Data;

namespace GanSharp.Metrics.Features;

/// <summary>
/// Learns features of images without classes by a pretext task: the classifier learns by how many quarter turns an
/// image is rotated. Where rotations cannot be told apart, it learns groups of similar images instead. The same
/// settings and images give the same bits.
/// </summary>
/// <remarks>
/// Gidaris et al. 2018, "Unsupervised representation learning by predicting image rotations",
/// https://arxiv.org/abs/1803.07728.
/// </remarks>
public sealed record PretextTraining
{
    /// <summary>The largest side of the images that the network sees; larger ones are scaled to it.</summary>
    public const int LargestSide = 64;

    /// <summary>
    /// The least accuracy on test images with which rotations count as told apart. Guessing gives 0.25.
    /// </summary>
    public const double LeastAccuracy = 0.4;

    /// <summary>
    /// The settings. With 0 epochs, the default, images are shown for a minute or two on two processors.
    /// </summary>
    public ClassifierTraining Settings { get; init; } = new();

    /// <summary>Trains a network on the squares in the middle of images; its name is that of the data.</summary>
    /// <param name="data">The training images; labels are ignored.</param>
    /// <param name="test">Other images, for <see cref="ClassifierNetwork.TestAccuracy"/>.</param>
    /// <param name="progress">
    /// Receives the progress after every step; starts again if groups are learned after rotations.
    /// </param>
    /// <param name="cancellation">Ends the work between two steps.</param>
    /// <exception cref="GanSharpException">
    /// A setting is out of range, there are too few images, all are the same, or the loss is no longer finite.
    /// </exception>
    public ClassifierNetwork Train(
        ImageDataset data, ImageDataset test, IProgress<ClassifierProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(test);
        Settings.Validate();
        (data, test) = LearningBudget.Scaled(data, test, cancellation);
        var rotations = Learn(data, FeatureTask.Rotations, progress, cancellation);
        rotations.TestAccuracy = RotationAccuracy(rotations, test, cancellation);
        if (rotations.TestAccuracy >= LeastAccuracy)
            return rotations;
        var groups = new ImageGroups(data, new RandomStream("classifier-groups", Settings.Seed), cancellation);
        var (labelled, tested) = (groups.Label(data, cancellation), groups.Label(test, cancellation));
        var network = Learn(labelled, FeatureTask.Groups, progress, cancellation);
        var right = network.CountRight(
            tested, Array.ConvertAll(tested.Labels!, label => (int)label), null, cancellation);
        (network.TestAccuracy, network.RotationAccuracy) = ((double)right / test.Count, rotations.TestAccuracy);
        return network;
    }

    private ClassifierNetwork Learn(
        ImageDataset data, FeatureTask task, IProgress<ClassifierProgress>? progress, CancellationToken cancellation)
    {
        var views = task == FeatureTask.Rotations ? Rotation.Names.Count : 1;
        (data, var settings) = LearningBudget.Of(data, Settings, views);
        using var trainer = new ClassifierTrainer(settings, data, task, cancellation);
        trainer.Run(progress, cancellation);
        return trainer.Network;
    }

    /// <summary>The share of images and rotations that are told right, 0 to 1.</summary>
    private static double RotationAccuracy(
        ClassifierNetwork network, ImageDataset test, CancellationToken cancellation)
    {
        var right = 0;
        for (var turns = 0; turns < Rotation.Names.Count; turns++)
            right += network.CountRight(
                Rotation.Of(test, turns), Enumerable.Repeat(turns, test.Count).ToArray(), null, cancellation);
        return (double)right / (Rotation.Names.Count * test.Count);
    }
}
