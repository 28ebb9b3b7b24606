using GanSharp.Data;
using GanSharp.Mpi;

namespace GanSharp.Metrics.Features;

/// <summary>A trained network whose features are used to compare images. The same images give the same bits.</summary>
public abstract class FeatureNetwork
{
    /// <summary>Its name in results, such as <c>mnist</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Length of a feature vector.</summary>
    public abstract int Size { get; }

    /// <summary>The classes that it predicts; empty if it has none.</summary>
    public abstract IReadOnlyList<string> ClassNames { get; }

    /// <summary>Computes the features of all images, scaled to the network's size.</summary>
    /// <param name="images">The images; classes are matched by name with <see cref="ClassNames"/>.</param>
    /// <param name="progress">Receives the share done, from 0 to 1.</param>
    /// <param name="processes">
    /// The processes that share the work, which must all call this; this one alone by default.
    /// </param>
    /// <param name="cancellation">Ends the work between two batches.</param>
    /// <exception cref="GanSharpException">
    /// The images have other channels or classes than the network.
    /// </exception>
    public abstract FeatureSet Of(
        ImageDataset images, IProgress<double>? progress = null, ProcessGroup? processes = null,
        CancellationToken cancellation = default);
}
