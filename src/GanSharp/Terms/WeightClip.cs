using GanSharp.Models;

namespace GanSharp.Terms;

/// <summary>Bounds the slope of D: after its step, every parameter w becomes min(max(w, -c), c).</summary>
/// <remarks>Arjovsky et al. 2017, "Wasserstein GAN", https://arxiv.org/abs/1701.07875.</remarks>
/// <param name="limit">c, above 0; 0.01 in the paper.</param>
public sealed class WeightClip(double limit = 0.01) : GanTerm
{
    /// <inheritdoc/>
    public override void AfterDiscriminatorStep(GanModel model, IReadOnlyList<double> observed)
    {
        foreach (var parameter in model.Discriminator.Parameters)
            InPlace.Clamp(parameter, -limit, limit);
    }
}
