using GanSharp.Models;
using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Terms;

/// <summary>
/// The inputs of the terms in one player's step: the batches, and the discriminator's output for them, which is
/// computed once and shared.
/// </summary>
/// <remarks>
/// In the discriminator's step, real and generated images pass through it as the two parts of one batch (see
/// <see cref="Pass.Parts"/>), unless their numbers differ, only one of them has labels, or a term needs the gradient
/// with respect to them (<see cref="GanTerm.NeedsInputGradient"/>). In the generator's step, each pass runs when a term
/// first needs it.
/// </remarks>
/// <param name="model">The networks.</param>
/// <param name="real">Real images, in the range of the generator's output, and their classes.</param>
/// <param name="fake">Generated images, detached in the discriminator's step, and the classes they should have.</param>
/// <param name="noise">The noise of the generated images, shape (N, latent size).</param>
/// <param name="dropout">The function of the discriminator's dropout layers.</param>
/// <param name="uniform">Draws numbers from U(0, 1) in a shape, in the type of the images.</param>
public sealed class StepContext(
    GanModel model, LabelledImages real, LabelledImages fake, Tensor noise, DropoutFunction dropout,
    Func<Shape, Tensor> uniform)
{
    /// <summary>The networks.</summary>
    public GanModel Model => model;

    /// <summary>Real images, shape (N, C, H, W).</summary>
    public Tensor Real => field ??= AsInput(real.Images);

    /// <summary>The class of each real image; null if unknown.</summary>
    public int[]? RealLabels => real.Labels;

    /// <summary>The noise of the generated images, shape (N, latent size).</summary>
    public Tensor Noise => noise;

    /// <summary>Generated images, shape (N, C, H, W).</summary>
    public Tensor Fake => field ??= AsInput(fake.Images);

    /// <summary>The class that each generated image should have; null without conditioning.</summary>
    public int[]? FakeLabels => fake.Labels;

    /// <summary>The discriminator's output for the real images.</summary>
    public DiscriminatorOutput RealOutput =>
        field ??= Both?.Slice(0, Real.Shape[0]) ?? ForwardHeads(Real, RealLabels, Mode.Train);

    /// <summary>The discriminator's output for the generated images.</summary>
    public DiscriminatorOutput FakeOutput =>
        field ??= Both?.Slice(Real.Shape[0], Real.Shape[0]) ?? ForwardHeads(Fake, FakeLabels, Mode.Train);

    /// <summary>D(x), the scores of the real images, shape (N, 1).</summary>
    public Tensor OnReal => RealOutput.Score;

    /// <summary>D(G(z)), the scores of the generated images, shape (N, 1).</summary>
    public Tensor OnFake => FakeOutput.Score;

    /// <summary>
    /// Computes the discriminator's output for other images, such as penalty points, without changing its running
    /// statistics.
    /// </summary>
    public DiscriminatorOutput Probe(Tensor images, int[]? labels) => ForwardHeads(images, labels, Mode.Probe);

    /// <summary>
    /// Draws numbers from U(0, 1) for penalty points; in a training they come from the stream <c>penalty</c>.
    /// </summary>
    public Tensor Uniform(Shape shape) => uniform(shape);

    /// <summary>
    /// Draws numbers from N(0, 1) in a shape, for terms and for the noise of a generator's pass; in a training they
    /// come from the stream <c>noise</c>.
    /// </summary>
    public Func<Shape, Tensor> Normal { get; init; } =
        _ => throw new InvalidOperationException("the step has no normal numbers");

    /// <summary>
    /// Whether the discriminator's output is recorded from the images on, so that a term can differentiate it with
    /// respect to <see cref="Real"/> and, in the discriminator's step, <see cref="Fake"/>. False by default.
    /// </summary>
    public bool RecordsImages { get; init; }

    /// <summary>The function of dropout layers.</summary>
    public DropoutFunction Dropout => dropout;

    /// <summary>The output for the real, then the generated images; null if they pass separately.</summary>
    private DiscriminatorOutput? Both => field ??= IsOnePass
        ? ForwardHeads(
            TensorOps.Concat([Real, Fake], 0),
            RealLabels is null || FakeLabels is null ? null : [.. RealLabels, .. FakeLabels], Mode.Train, parts: 2)
        : null;

    private Tensor AsInput(Tensor images) => RecordsImages && !images.IsTracked ? images.Detach().Track() : images;

    private bool IsOnePass =>
        !Fake.IsTracked
        && Real.Shape == Fake.Shape
        && (!model.IsConditional || (RealLabels is null) == (FakeLabels is null));

    private DiscriminatorOutput ForwardHeads(Tensor images, int[]? labels, Mode mode, int parts = 1) =>
        model.Discriminator.ForwardHeads(images, new Pass(mode, model.IsConditional ? labels : null, dropout, parts));
}
