using GanSharp.Models;
using GanSharp.Tensors;

namespace GanSharp.Terms;

/// <summary>
/// A loss or penalty of one paper: what it adds to the discriminator's loss, to the generator's, or to both. Losses are
/// scalars, to be minimised.
/// </summary>
public abstract class GanTerm
{
    /// <summary>A factor of the discriminator's loss, above 0; 1 by default.</summary>
    public double DiscriminatorWeight { get; internal set; } = 1;

    /// <summary>A factor of the generator's loss, above 0; 1 by default.</summary>
    public double GeneratorWeight { get; internal set; } = 1;

    /// <summary>What the term asks of a output; the score by default.</summary>
    public virtual DiscriminatorHeads Needs => DiscriminatorHeads.Score;

    /// <summary>
    /// Whether the discriminator's output is the logit of "real", so that its sigmoid is a probability worth showing.
    /// </summary>
    public virtual bool ScoresAreLogits => false;

    /// <summary>
    /// Whether the term pairs each real image with the generated image of the same number, so that the two should have
    /// one class.
    /// </summary>
    public virtual bool PairsImages => false;

    /// <summary>What the learning rates of both players are multiplied with from now on; 1 by default.</summary>
    public virtual double LearningRateFactor => 1;

    /// <summary>
    /// What the term remembers from step to step, by name: all that must be saved to go on later. Empty by default.
    /// </summary>
    public virtual IReadOnlyDictionary<string, double> State
    {
        get => new Dictionary<string, double>();
        set { }
    }

    /// <summary>What the discriminator minimises; the fake images are fixed.</summary>
    public virtual Tensor? ForDiscriminator(StepContext step) => null;

    /// <summary>What the generator minimises; gradients flow through the fake images.</summary>
    public virtual Tensor? ForGenerator(StepContext step) => null;

    /// <summary>What happens after the discriminator's step, such as clipping its weights.</summary>
    public virtual void AfterDiscriminatorStep(StepContext step) { }

    /// <summary>
    /// Figures worth logging after the discriminator's step, by name: scalars, which are read once a step; none by
    /// default.
    /// </summary>
    public virtual IEnumerable<(string Name, Tensor Value)> Measure(StepContext step) => [];
}
