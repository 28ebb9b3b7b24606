using GanSharp.Tensors;

namespace GanSharp.Terms;

/// <summary>Binary cross entropy of logits l, from ln σ(l) = -softplus(-l).</summary>
internal static class CrossEntropy
{
    /// <summary>-E ln σ(l): how far the logits are from "real".</summary>
    public static Tensor Real(Tensor logits) => (-logits).Softplus().Mean();

    /// <summary>-E ln(1 - σ(l)): how far the logits are from "fake".</summary>
    public static Tensor Fake(Tensor logits) => logits.Softplus().Mean();

    /// <summary>A discriminator's loss: it should classify real images as real, generated ones as fake.</summary>
    public static Tensor Discriminator(StepContext step) => Real(step.OnReal) + Fake(step.OnFake);
}
