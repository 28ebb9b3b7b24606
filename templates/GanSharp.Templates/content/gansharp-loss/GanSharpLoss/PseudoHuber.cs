using GanSharp.Models;
using GanSharp.Tensors;
using GanSharp.Tensors.Ops;
using GanSharp.Terms;

namespace GanSharpLoss;

/// <summary>
/// The loss of this project; replace it with yours. D pulls scores to 1 for real and -1 for fake images, and G pulls
/// those of its images to 1: D minimises E h(D(x) - 1) + E h(D(G(z)) + 1), G minimises E h(D(G(z)) - 1), with the
/// pseudo-Huber distance h(e) = √(1 + e²) - 1. It is a square near 0 and an absolute value far from it, so single
/// images with extreme scores count less than in LSGAN.
/// </summary>
public sealed class PseudoHuber : GanTerm
{
    /// <inheritdoc/>
    public override Tensor ForDiscriminator(StepContext step) =>
        Distance(step.OnReal, 1) + Distance(step.OnFake, -1);

    /// <inheritdoc/>
    public override Tensor ForGenerator(StepContext step) => Distance(step.OnFake, 1);

    /// <summary>Figures that are logged for each step.</summary>
    public override IEnumerable<(string Name, Tensor Value)> Measure(StepContext step) =>
        [("score-gap", step.OnReal.Mean() - step.OnFake.Mean())];

    /// <summary>The mean of h(score - target).</summary>
    public static Tensor Distance(Tensor scores, double target) => (((scores - target).Square() + 1).Sqrt() - 1).Mean();
}
