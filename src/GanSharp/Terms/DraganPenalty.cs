using GanSharp.Tensors;

namespace GanSharp.Terms;

/// <summary>
/// Keeps the gradient norm of D near 1 around real images: D minimises λ E(‖∇D(x̂)‖₂ - 1)² at x̂ = x + σ/2 · u, where σ
/// is the standard deviation of all pixels of the batch and u ~ U(0, 1) for each pixel. D is the logit, not its
/// sigmoid.
/// </summary>
/// <remarks>Kodali et al. 2017, "On convergence and stability of GANs", https://arxiv.org/abs/1705.07215.</remarks>
/// <param name="weight">λ, above 0; 10 in the paper.</param>
public sealed class DraganPenalty(double weight = 10) : Penalty("dragan-penalty", weight)
{
    /// <inheritdoc/>
    protected override Tensor Of(StepContext step)
    {
        var deviation = (step.Real - step.Real.Mean()).Square().Mean().Sqrt();
        return InputGradient.DistanceFromOne(step, step.Real + 0.5 * deviation * step.Uniform(step.Real.Shape));
    }
}
