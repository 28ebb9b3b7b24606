using GanSharp.Tensors;

namespace GanSharp.Terms;

/// <summary>
/// A loss or penalty of one paper: what it adds to the discriminator's loss, to the generator's, or to both. Losses are scalars, to be
/// minimised.
/// </summary>
public abstract class GanTerm
{
    /// <summary>Whether the discriminator's output is the logit of "real", so that its sigmoid is a probability worth showing.</summary>
    public virtual bool ScoresAreLogits => false;

    /// <summary>What the discriminator minimises; the fake images are fixed.</summary>
    public virtual Tensor? ForDiscriminator(StepContext step) => null;

    /// <summary>What the generator minimises; gradients flow through the fake images.</summary>
    public virtual Tensor? ForGenerator(StepContext step) => null;

    /// <summary>What happens to the discriminator after its step, such as clipping its weights.</summary>
    public virtual void AfterDiscriminatorStep(StepContext step) { }
}
