using GanSharp.Models;
using GanSharp.Tensors;

namespace GanSharp.Terms;

/// <summary>
/// Teaches the discriminator about whole images, so that it does not look only at a few details: real images x are
/// decoded from its features f. D minimises λ · Σ E|G(f) - T(x)| over its decoders G, where |·| is the mean absolute
/// difference of pixels. T shrinks x to the size of what is decoded; for a decoder of a part, x and f are one of their
/// four quarters, drawn anew in each step.
/// </summary>
/// <remarks>
/// Liu et al. 2021, "Towards faster and stabilized GAN training for high-fidelity few-shot image synthesis",
/// https://arxiv.org/abs/2101.04775. The paper compares images by features of a network that was trained on a million
/// photos (LPIPS), which the library does not have.
/// </remarks>
/// <param name="weight">λ, above 0; 1 in the paper.</param>
public sealed class Reconstruction(double weight = 1) : Penalty("reconstruction", weight)
{
    /// <inheritdoc/>
    public override DiscriminatorHeads Needs => DiscriminatorHeads.DecodableFeatures;

    /// <inheritdoc/>
    protected override Tensor Of(StepContext step) =>
        step.RealOutput.Decodings
            .Select(decoding => Error(decoding, step))
            .Aggregate((sum, next) => sum + next);

    private static Tensor Error(FeatureDecoding decoding, StepContext step)
    {
        var (features, images) = (decoding.Features, step.Real);
        if (decoding.OfPart)
        {
            var quarter = (int)(4 * step.Uniform([1]).Item());
            (features, images) = (Quarter(features, quarter), Quarter(images, quarter));
        }
        var decoded = decoding.Decode(features);
        var scale = images.Shape[2] / decoded.Shape[2];
        return (decoded - (scale == 1 ? images : images.AvgPool2d(scale, scale))).Abs().Mean();
    }

    /// <summary>A quarter of images: 0 and 1 are the upper two, left and right, 2 and 3 the lower two.</summary>
    private static Tensor Quarter(Tensor images, int quarter)
    {
        var (height, width) = (images.Shape[2] / 2, images.Shape[3] / 2);
        return images.Slice(2, quarter / 2 * height, height).Slice(3, quarter % 2 * width, width);
    }
}
