using GanSharp.Tensors;

namespace GanSharp.Metrics.Features;

/// <summary>What a feature network makes of images.</summary>
/// <param name="Vectors">A feature vector for each image, shape (N, D), F32.</param>
/// <param name="Logits">
/// Unnormalised log probabilities of the network's classes, shape (N, K), F32; null where it does not classify.
/// </param>
/// <param name="Labels">
/// The class that each image has or was asked to have, as an index into the classes of the network where it has any,
/// else of the data; null where it is not known.
/// </param>
public sealed record FeatureSet(Tensor Vectors, Tensor? Logits = null, int[]? Labels = null)
{
    /// <summary>Number of images.</summary>
    public int Count => Vectors.Shape[0];
}
