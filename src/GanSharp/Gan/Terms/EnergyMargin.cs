using GanSharp.Tensors;

namespace GanSharp.Terms;

/// <summary>
/// The discriminator is an auto-encoder, and an image's energy E its reconstruction error, the mean squared difference of its pixels:
/// D minimises E(x) + max(0, m - E(G(z))), the hinge taken for each image, G minimises E(G(z)).
/// </summary>
/// <remarks>
/// Zhao et al. 2017, "Energy-based generative adversarial networks", https://arxiv.org/abs/1609.03126. The margin must have the scale of
/// the energy: one that generated images never reach leaves the discriminator without a reason to stop.
/// </remarks>
/// <param name="margin">m, above 0; 0.3 by default, for pixels in [-1, 1].</param>
public sealed class EnergyMargin(double margin = 0.3) : GanTerm
{
    /// <inheritdoc/>
    public override CritiqueParts Needs => CritiqueParts.Reconstruction;

    /// <inheritdoc/>
    public override Tensor ForDiscriminator(StepContext step) =>
        ReconstructionError.Squared(step.Real, step.RealCritique).Mean() + (margin - OnFake(step)).Relu().Mean();

    /// <inheritdoc/>
    public override Tensor ForGenerator(StepContext step) => OnFake(step).Mean();

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Measure(StepContext step) =>
        [("real-energy", ReconstructionError.Squared(step.Real, step.RealCritique).Mean().Item()), ("fake-energy", OnFake(step).Mean().Item())];

    private static Tensor OnFake(StepContext step) => ReconstructionError.Squared(step.Fake, step.FakeCritique);
}
