using GanSharp.Tensors;

namespace GanSharp.Terms;

/// <summary>
/// Scores are pulled to 1 for real and 0 for fake: D minimises E(D(x) - 1)² + E D(G(z))², G minimises E(D(G(z)) - 1)².
/// </summary>
/// <remarks>
/// Mao et al. 2016, "Least squares generative adversarial networks", https://arxiv.org/abs/1611.04076.
/// </remarks>
public sealed class LeastSquares : GanTerm
{
    /// <inheritdoc/>
    public override Tensor ForDiscriminator(StepContext step) =>
        (step.OnReal - 1).Square().Mean() + step.OnFake.Square().Mean();

    /// <inheritdoc/>
    public override Tensor ForGenerator(StepContext step) => (step.OnFake - 1).Square().Mean();
}
