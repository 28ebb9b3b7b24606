using GanSharp.Tensors;

namespace GanSharp.Terms;

/// <summary>
/// The hinge loss of support vector machines: D minimises E max(0, 1 - D(x)) + E max(0, 1 + D(G(z))), G minimises -E
/// D(G(z)).
/// </summary>
/// <remarks>Lim and Ye 2017, "Geometric GAN", https://arxiv.org/abs/1705.02894.</remarks>
public sealed class Hinge : GanTerm
{
    /// <inheritdoc/>
    public override Tensor ForDiscriminator(StepContext step) =>
        (1 - step.OnReal).Relu().Mean() + (1 + step.OnFake).Relu().Mean();

    /// <inheritdoc/>
    public override Tensor ForGenerator(StepContext step) => -step.OnFake.Mean();
}
