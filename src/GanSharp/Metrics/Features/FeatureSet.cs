using GanSharp.Tensors;

namespace GanSharp.Metrics.Features;

/// <summary>The output of a feature network for images.</summary>
/// <param name="Vectors">One feature vector per image, shape (N, D), F32.</param>
/// <param name="Logits">
/// Unnormalised log probabilities of the network's classes, shape (N, K), F32; null if it has none.
/// </param>
/// <param name="Labels">
/// The true or requested class of each image, as an index into the classes of the network, or of the data if the
/// network has none; null if unknown.
/// </param>
public sealed record FeatureSet(Tensor Vectors, Tensor? Logits = null, int[]? Labels = null)
{
    /// <summary>Number of images.</summary>
    public int Count => Vectors.Shape[0];
}
