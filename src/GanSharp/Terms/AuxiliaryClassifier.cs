using GanSharp.Models;
using GanSharp.Tensors;

namespace GanSharp.Terms;

/// <summary>
/// The class head predicts the class of an image: D minimises -E ln P(c | x) - E ln P(c' | G(z, c')), G minimises -E ln
/// P(c' | G(z, c')), P the softmax of the head's logits.
/// </summary>
/// <remarks>
/// Odena et al. 2017, "Conditional image synthesis with auxiliary classifier GANs", https://arxiv.org/abs/1610.09585.
/// </remarks>
public sealed class AuxiliaryClassifier : GanTerm
{
    /// <inheritdoc/>
    public override DiscriminatorHeads Needs => DiscriminatorHeads.Classes;

    /// <inheritdoc/>
    public override Tensor ForDiscriminator(StepContext step) =>
        ClassError.Of(step.RealOutput.ClassLogits, step.RealLabels!) + OnFake(step);

    /// <inheritdoc/>
    public override Tensor ForGenerator(StepContext step) => OnFake(step);

    /// <inheritdoc/>
    public override IEnumerable<(string Name, Tensor Value)> Measure(StepContext step)
    {
        var right = ClassError.CountRight(step.RealOutput.ClassLogits, step.RealLabels!)
            + ClassError.CountRight(step.FakeOutput.ClassLogits, step.FakeLabels!);
        return
        [
            (
                "class-accuracy",
                Tensor.Scalar((double)right / (step.RealLabels!.Length + step.FakeLabels!.Length), DType.F64)),
        ];
    }

    private static Tensor OnFake(StepContext step) => ClassError.Of(step.FakeOutput.ClassLogits, step.FakeLabels!);
}
