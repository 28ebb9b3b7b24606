using GanSharp.Models;
using GanSharp.Tensors;

namespace GanSharp.Terms;

/// <summary>
/// How badly an auto-encoder repeats images. Gradients flow through both sides, the repetition and the image; without
/// the second, a generator would lose half of what it could learn.
/// </summary>
internal static class ReconstructionError
{
    /// <summary>The mean squared difference of each image and its repetition, shape (N).</summary>
    public static Tensor Squared(Tensor images, DiscriminatorOutput output) =>
        (output.Reconstruction - images).Flatten().Square().Mean([1]);

    /// <summary>The mean absolute difference over all images, a scalar.</summary>
    public static Tensor Absolute(Tensor images, DiscriminatorOutput output) =>
        (output.Reconstruction - images).Abs().Mean();
}
