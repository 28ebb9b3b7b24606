using GanSharp.Models;
using GanSharp.Tensors;

namespace GanSharp.Terms;

/// <summary>
/// The discriminator is an auto-encoder, and an image's energy E its reconstruction error, the mean squared difference
/// of its pixels: D minimises E(x) + max(0, m - E(G(z))), the hinge taken for each image, G minimises E(G(z)). With a
/// ratio r, m is at most r times the batch's mean E(x), through which no gradient flows.
/// </summary>
/// <remarks>
/// Zhao et al. 2017, "Energy-based generative adversarial networks", https://arxiv.org/abs/1609.03126. The margin must
/// have the scale of the energy: a margin that generated images never reach gives the discriminator no reason to stop.
/// As it learns, the energy of real images falls and a fixed margin no longer has that scale; Wang et al. 2017, "MAGAN:
/// margin adaptation for generative adversarial networks", https://arxiv.org/abs/1704.03817, let the margin follow that
/// energy.
/// </remarks>
/// <param name="margin">m, above 0; 0.3 by default, for pixels in [-1, 1].</param>
/// <param name="ratio">
/// r, above 1 so that the margin stays above the energy of real images; infinite by default, which leaves m unchanged.
/// </param>
public sealed class EnergyMargin(double margin = 0.3, double ratio = double.PositiveInfinity) : GanTerm
{
    /// <inheritdoc/>
    public override DiscriminatorHeads Needs => DiscriminatorHeads.Reconstruction;

    /// <inheritdoc/>
    public override Tensor ForDiscriminator(StepContext step)
    {
        var real = OnReal(step).Mean();
        var limit = real.Detach().To(DType.F64) * ratio;
        InPlace.Clamp(limit, double.NegativeInfinity, margin);
        return real + (limit.To(real.DType) - OnFake(step)).Relu().Mean();
    }

    /// <inheritdoc/>
    public override Tensor ForGenerator(StepContext step) => OnFake(step).Mean();

    /// <inheritdoc/>
    public override IEnumerable<(string Name, Tensor Value)> Measure(StepContext step) =>
        [("real-energy", OnReal(step).Mean()), ("fake-energy", OnFake(step).Mean())];

    private static Tensor OnReal(StepContext step) => ReconstructionError.Squared(step.Real, step.RealOutput);

    private static Tensor OnFake(StepContext step) => ReconstructionError.Squared(step.Fake, step.FakeOutput);
}
