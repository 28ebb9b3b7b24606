using GanSharp.Data;

namespace GanSharp.Metrics.Features;

/// <summary>A trained network in whose features images are compared. The same images give the same bits.</summary>
public abstract class FeatureNetwork
{
    /// <summary>What it is called in results, such as <c>mnist</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Numbers of a feature vector.</summary>
    public abstract int Size { get; }

    /// <summary>The classes that it tells apart; empty when it does not classify.</summary>
    public abstract IReadOnlyList<string> ClassNames { get; }

    /// <summary>The features of all images, which are scaled to the network's size first.</summary>
    /// <param name="images">The images; classes are matched by name with <see cref="ClassNames"/>.</param>
    /// <param name="progress">Told the share that is done, from 0 to 1.</param>
    /// <param name="cancellation">Ends the work between two batches.</param>
    /// <exception cref="GanSharpException">
    /// The images have other channels than the network takes, or a class that it does not know.
    /// </exception>
    public abstract FeatureSet Of(
        ImageDataset images, IProgress<double>? progress = null, CancellationToken cancellation = default);
}
