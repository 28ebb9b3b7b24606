using GanSharp.Tensors;

namespace GanSharp.Terms;

/// <summary>
/// The loss of the original GAN as a zero-sum game: D minimises -E ln σ(D(x)) - E ln(1 - σ(D(G(z)))), G minimises E
/// ln(1 - σ(D(G(z)))), which saturates while D wins.
/// </summary>
/// <remarks>Goodfellow et al. 2014, "Generative adversarial networks", https://arxiv.org/abs/1406.2661.</remarks>
public sealed class Minimax : GanTerm
{
    /// <inheritdoc/>
    public override bool ScoresAreLogits => true;

    /// <inheritdoc/>
    public override Tensor ForDiscriminator(StepContext step) => CrossEntropy.Discriminator(step);

    /// <inheritdoc/>
    public override Tensor ForGenerator(StepContext step) => -CrossEntropy.Fake(step.OnFake);
}
