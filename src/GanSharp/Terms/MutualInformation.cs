using GanSharp.Models;
using GanSharp.Tensors;

namespace GanSharp.Terms;

/// <summary>
/// Makes the codes c in the noise readable from the image: both players minimise -λ · L, where L = E ln Q(c | G(z, c))
/// is a lower bound on the mutual information of codes and images. For a category, Q is the softmax of as many logits
/// as there are categories; for a continuous code it is a normal distribution, whose mean μ and log variance s the code
/// head gives, weighted by w: -ln Q = ½ (ln 2π + s + (c - μ)² e⁻ˢ).
/// </summary>
/// <remarks>Chen et al. 2016, "InfoGAN", https://arxiv.org/abs/1606.03657.</remarks>
/// <param name="weight">λ, above 0; 1 in the paper.</param>
/// <param name="continuous">w, above 0; 0.1 by default.</param>
public sealed class MutualInformation(double weight = 1, double continuous = 0.1) : GanTerm
{
    /// <inheritdoc/>
    public override DiscriminatorHeads Needs => DiscriminatorHeads.Codes;

    /// <inheritdoc/>
    public override Tensor ForDiscriminator(StepContext step) => weight * Loss(step);

    /// <inheritdoc/>
    public override Tensor ForGenerator(StepContext step) => weight * Loss(step);

    /// <inheritdoc/>
    public override IEnumerable<(string Name, Tensor Value)> Measure(StepContext step) =>
        [("mutual-information", -Loss(step))];

    /// <summary>Returns how many numbers a code head must yield for the codes of that noise.</summary>
    internal static int EstimatesFor(Latent latent) => latent.Codes.Sum(EstimatesFor);

    private static int EstimatesFor(LatentPart code) => code.Noise is CategoricalNoise ? code.Size : 2 * code.Size;

    private Tensor Loss(StepContext step)
    {
        var start = 0;
        var losses = new List<Tensor>();
        foreach (var code in step.Model.Latent.Codes)
        {
            var estimates = step.FakeOutput.CodeEstimates.Slice(1, start, EstimatesFor(code));
            start += EstimatesFor(code);
            losses.Add(code.Noise is CategoricalNoise
                ? ClassError.Of(estimates, code.Of(step.Noise))
                : continuous
                    * NegativeLogLikelihood(
                        code.Of(step.Noise), estimates.Slice(1, 0, code.Size),
                        estimates.Slice(1, code.Size, code.Size)));
        }
        return losses.Aggregate((sum, next) => sum + next);
    }

    /// <summary>-E ln N(c; μ, eˢ), summed over the codes.</summary>
    private static Tensor NegativeLogLikelihood(Tensor code, Tensor mean, Tensor logVariance) =>
        0.5 * (Math.Log(2 * Math.PI) + logVariance + (code - mean).Square() * (-logVariance).Exp()).Sum([1]).Mean();
}
