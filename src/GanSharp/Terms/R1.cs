using GanSharp.Tensors;

namespace GanSharp.Terms;

/// <summary>Keeps D flat at real images: D minimises γ/2 · E‖∇D(x)‖₂².</summary>
/// <remarks>
/// Mescheder et al. 2018, "Which training methods for GANs do actually converge?", https://arxiv.org/abs/1801.04406.
/// </remarks>
/// <param name="weight">γ, above 0; 10 in the paper.</param>
/// <param name="every">
/// It is computed in every n-th step of D, and counts n times there; 1 by default, 16 in StyleGAN2.
/// </param>
public sealed class R1(double weight = 10, double every = 1) : Penalty("r1", weight / 2, every)
{
    /// <inheritdoc/>
    public override bool NeedsInputGradient => IsInEveryStep;

    /// <inheritdoc/>
    protected override Tensor Of(StepContext step) =>
        InputGradient.SquaredNormAtReal(step).Mean();
}
