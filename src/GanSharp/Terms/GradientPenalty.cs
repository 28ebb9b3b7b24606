using GanSharp.Tensors;

namespace GanSharp.Terms;

/// <summary>
/// Keeps the gradient norm of D near 1 between real and generated images: D minimises λ E(‖∇D(x̂)‖₂ - 1)² at x̂ = αx +
/// (1 - α)G(z), with an α ~ U(0, 1) and a norm for each sample. Where images have labels, x and G(z) have the same.
/// </summary>
/// <remarks>Gulrajani et al. 2017, "Improved training of Wasserstein GANs", https://arxiv.org/abs/1704.00028.</remarks>
/// <param name="weight">λ, above 0; 10 in the paper.</param>
public sealed class GradientPenalty(double weight = 10) : Penalty("gradient-penalty", weight)
{
    /// <inheritdoc/>
    public override bool PairsImages => true;

    /// <inheritdoc/>
    protected override Tensor Of(StepContext step)
    {
        var alpha = step.Uniform([step.Real.Shape[0], 1, 1, 1]);
        return InputGradient.DistanceFromOne(step, alpha * step.Real + (1 - alpha) * step.Fake.Detach());
    }
}
