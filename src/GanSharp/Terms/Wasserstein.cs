using GanSharp.Tensors;

namespace GanSharp.Terms;

/// <summary>
/// The earth mover's distance in its dual form: D minimises E D(G(z)) - E D(x), G minimises -E D(G(z)). It needs a D
/// with a bounded slope, which another term ensures: <see cref="WeightClip"/> or <see cref="GradientPenalty"/>.
/// </summary>
/// <remarks>Arjovsky et al. 2017, "Wasserstein GAN", https://arxiv.org/abs/1701.07875.</remarks>
public sealed class Wasserstein : GanTerm
{
    /// <inheritdoc/>
    public override Tensor ForDiscriminator(StepContext step) => -step.OnReal.Mean() + step.OnFake.Mean();

    /// <inheritdoc/>
    public override Tensor ForGenerator(StepContext step) => -step.OnFake.Mean();
}
