using GanSharp.Models;
using GanSharp.Tensors;
using GanSharp.Terms;

namespace CustomGan;

/// <summary>G minimises w · ‖E f(x) - E f(G(z))‖², f the features that the discriminator's score head reads.</summary>
/// <remarks>Salimans et al. 2016, "Improved techniques for training GANs", https://arxiv.org/abs/1606.03498.</remarks>
internal sealed class FeatureMatching(double weight) : GanTerm
{
    public override DiscriminatorHeads Needs => DiscriminatorHeads.None;

    public override Tensor ForGenerator(StepContext step) =>
        weight * (step.RealOutput.Features.Detach().Mean([0]) - step.FakeOutput.Features.Mean([0])).Square().Sum();
}
