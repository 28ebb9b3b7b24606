using GanSharp.Models;
using GanSharp.Tensors;

namespace GanSharp.Terms;

/// <summary>
/// The error of an auto-encoder's reconstruction. Gradients flow through both the reconstruction and the image; without
/// the latter, a generator would get only half of its gradient.
/// </summary>
internal static class ReconstructionError
{
    /// <summary>The mean squared difference of each image and its reconstruction, shape (N).</summary>
    public static Tensor Squared(Tensor images, DiscriminatorOutput output) =>
        (output.Reconstruction - images).Flatten().Square().Mean([1]);

    /// <summary>The mean absolute difference over all images, a scalar.</summary>
    public static Tensor Absolute(Tensor images, DiscriminatorOutput output) =>
        (output.Reconstruction - images).Abs().Mean();
}
