using GanSharp.Tensors;

namespace GanSharp.Terms;

/// <summary>
/// Every real image is compared with one generated image: D minimises E softplus(-(D(x) - D(G(z)))), G minimises E
/// softplus(-(D(G(z)) - D(x))). Only differences of scores are meaningful. Where images have labels, x and G(z) have
/// the same.
/// </summary>
/// <remarks>Jolicoeur-Martineau 2018, "The relativistic discriminator", https://arxiv.org/abs/1807.00734.</remarks>
public sealed class Relativistic : GanTerm
{
    /// <inheritdoc/>
    public override bool PairsImages => true;

    /// <inheritdoc/>
    public override Tensor ForDiscriminator(StepContext step) => (-step.OnReal + step.OnFake).Softplus().Mean();

    /// <inheritdoc/>
    public override Tensor ForGenerator(StepContext step) => (step.OnReal - step.OnFake).Softplus().Mean();
}
