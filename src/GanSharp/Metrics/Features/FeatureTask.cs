namespace GanSharp.Metrics.Features;

/// <summary>What a <see cref="ClassifierNetwork"/> learned to tell apart.</summary>
public enum FeatureTask
{
    /// <summary>The classes of the images.</summary>
    Classes,

    /// <summary>
    /// By how many quarter turns an image is rotated. Images need no classes (Gidaris et al. 2018, "Unsupervised
    /// representation learning by predicting image rotations", https://arxiv.org/abs/1803.07728).
    /// </summary>
    Rotations,

    /// <summary>
    /// Groups of images with similar pixels, found by k-means. Images need no classes, and may look the same when they
    /// are rotated.
    /// </summary>
    Groups,
}
