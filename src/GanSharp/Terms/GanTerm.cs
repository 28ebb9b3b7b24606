using GanSharp.Models;
using GanSharp.Tensors;

namespace GanSharp.Terms;

/// <summary>
/// A loss or penalty of one paper: what it adds to the discriminator's loss, to the generator's, or to both. Losses are
/// scalars, to be minimised.
/// </summary>
public abstract class GanTerm
{
    /// <summary>The factor of this term in the discriminator's loss, above 0; 1 by default.</summary>
    public double DiscriminatorWeight { get; internal set; } = 1;

    /// <summary>The factor of this term in the generator's loss, above 0; 1 by default.</summary>
    public double GeneratorWeight { get; internal set; } = 1;

    /// <summary>The outputs of the discriminator that the term needs; the score by default.</summary>
    public virtual DiscriminatorHeads Needs => DiscriminatorHeads.Score;

    /// <summary>Whether the score is the logit of "real", so that logs can show its sigmoid as a probability.</summary>
    public virtual bool ScoresAreLogits => false;

    /// <summary>
    /// Whether the term pairs each real image with the generated image at the same index, so that both should have the
    /// same class.
    /// </summary>
    public virtual bool PairsImages => false;

    /// <summary>
    /// Whether the term needs the gradient of the discriminator with respect to the real or the generated images in
    /// each of its steps. Both then pass separately, recorded from the images on, so the gradient needs no pass of its
    /// own. False by default.
    /// </summary>
    public virtual bool NeedsInputGradient => false;

    /// <summary>Whether the term needs a generator with a style mapping.</summary>
    public virtual bool NeedsStyle => false;

    /// <summary>The current factor of both players' learning rates; 1 by default.</summary>
    public virtual double LearningRateFactor => 1;

    /// <summary>
    /// The values that the term keeps from step to step, by name: everything to save for a resume. Empty by default.
    /// </summary>
    public virtual IReadOnlyDictionary<string, double> State
    {
        get => new Dictionary<string, double>();
        set { }
    }

    /// <summary>
    /// Computes what the discriminator minimises; the generated images are fixed. Null, the default, for nothing.
    /// </summary>
    public virtual Tensor? ForDiscriminator(StepContext step) => null;

    /// <summary>
    /// Computes what the generator minimises; gradients flow through the generated images. Null, the default, for
    /// nothing.
    /// </summary>
    public virtual Tensor? ForGenerator(StepContext step) => null;

    /// <summary>
    /// Computes numbers of a batch for <see cref="AfterDiscriminatorStep"/>: scalars, none by default. For a batch in
    /// several shards, the means over the shards are used.
    /// </summary>
    public virtual IEnumerable<Tensor> Observe(StepContext step) => [];

    /// <summary>Runs after each step of the discriminator, for example to clip its weights.</summary>
    /// <param name="model">The networks.</param>
    /// <param name="observed">The numbers of <see cref="Observe"/>, for the whole batch.</param>
    public virtual void AfterDiscriminatorStep(GanModel model, IReadOnlyList<double> observed) { }

    /// <summary>
    /// Computes values to log, by name: scalars, which are read once a step; none by default. For a batch in several
    /// shards, the means over the shards are logged.
    /// </summary>
    public virtual IEnumerable<(string Name, Tensor Value)> Measure(StepContext step) => [];

    /// <summary>Values to log that the term knows after the discriminator's step, by name; none by default.</summary>
    public virtual IEnumerable<(string Name, double Value)> Status => [];
}
