using GanSharp.Tensors;

namespace GanSharp.Terms;

/// <summary>
/// The loss of the original GAN, with the generator's loss in the form that does not saturate. D minimises -E ln
/// σ(D(x)) - E ln(1 - σ(D(G(z)))), G minimises -E ln σ(D(G(z))), σ the sigmoid and D a logit.
/// </summary>
/// <remarks>Goodfellow et al. 2014, "Generative adversarial networks", https://arxiv.org/abs/1406.2661.</remarks>
public sealed class NonSaturating : GanTerm
{
    /// <inheritdoc/>
    public override bool ScoresAreLogits => true;

    /// <inheritdoc/>
    public override Tensor ForDiscriminator(StepContext step) => CrossEntropy.Discriminator(step);

    /// <inheritdoc/>
    public override Tensor ForGenerator(StepContext step) => CrossEntropy.Real(step.OnFake);
}
