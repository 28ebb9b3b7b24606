using GanSharp.Models;
using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Terms;

/// <summary>
/// What the terms of one player's step see: the batches, and the discriminator's output of them, which is computed once
/// and shared.
/// </summary>
/// <remarks>
/// In the discriminator's step real and generated images pass through it as the two parts of one batch (see
/// <see cref="Pass.Parts"/>), unless there are more of the ones than of the others, or classes are known of the ones
/// alone. In the generator's step either pass is made when a term asks for it.
/// </remarks>
/// <param name="model">The networks.</param>
/// <param name="real">Real images, shape (N, C, H, W), in the range of the generator's output.</param>
/// <param name="realLabels">The class of each real image; null when unknown.</param>
/// <param name="noise">What the generated images were made of, shape (N, latent size).</param>
/// <param name="fake">Generated images, shape (N, C, H, W); detached in the discriminator's step.</param>
/// <param name="fakeLabels">The class that each generated image was asked to have; null when unconditional.</param>
/// <param name="dropout">What the discriminator's dropout layers do.</param>
/// <param name="uniform">Draws numbers from U(0, 1) in a shape, in the type of the images.</param>
public sealed class StepContext(
    GanModel model, Tensor real, int[]? realLabels, Tensor noise, Tensor fake, int[]? fakeLabels,
    DropoutFunction dropout, Func<Shape, Tensor> uniform)
{
    /// <summary>The networks.</summary>
    public GanModel Model => model;

    /// <summary>Real images, shape (N, C, H, W).</summary>
    public Tensor Real => real;

    /// <summary>The class of each real image; null when unknown.</summary>
    public int[]? RealLabels => realLabels;

    /// <summary>What the generated images were made of, shape (N, latent size).</summary>
    public Tensor Noise => noise;

    /// <summary>Generated images, shape (N, C, H, W).</summary>
    public Tensor Fake => fake;

    /// <summary>The class that each generated image was asked to have; null when unconditional.</summary>
    public int[]? FakeLabels => fakeLabels;

    /// <summary>What the discriminator says of the real images.</summary>
    public DiscriminatorOutput RealOutput =>
        field ??= Both?.Slice(0, real.Shape[0]) ?? ForwardHeads(real, realLabels, Mode.Train);

    /// <summary>What the discriminator says of the generated images.</summary>
    public DiscriminatorOutput FakeOutput =>
        field ??= Both?.Slice(real.Shape[0], real.Shape[0]) ?? ForwardHeads(fake, fakeLabels, Mode.Train);

    /// <summary>D(x), the scores of the real images, shape (N, 1).</summary>
    public Tensor OnReal => RealOutput.Score;

    /// <summary>D(G(z)), the scores of the generated images, shape (N, 1).</summary>
    public Tensor OnFake => FakeOutput.Score;

    /// <summary>
    /// What the discriminator says of other images, such as penalty points; its running statistics stay untouched.
    /// </summary>
    public DiscriminatorOutput Probe(Tensor images, int[]? labels) => ForwardHeads(images, labels, Mode.Probe);

    /// <summary>
    /// Numbers from U(0, 1), for penalty points; in a training they come from the stream <c>penalty</c>.
    /// </summary>
    public Tensor Uniform(Shape shape) => uniform(shape);

    /// <summary>
    /// What the discriminator says of the real images, then of the generated ones; null where it is asked apart.
    /// </summary>
    private DiscriminatorOutput? Both => field ??= IsOnePass
        ? ForwardHeads(
            TensorOps.Concat([real, fake], 0),
            realLabels is null || fakeLabels is null ? null : [.. realLabels, .. fakeLabels], Mode.Train, parts: 2)
        : null;

    private bool IsOnePass =>
        !fake.IsTracked
        && real.Shape == fake.Shape
        && (!model.IsConditional || (realLabels is null) == (fakeLabels is null));

    private DiscriminatorOutput ForwardHeads(Tensor images, int[]? labels, Mode mode, int parts = 1) =>
        model.Discriminator.ForwardHeads(images, new Pass(mode, model.IsConditional ? labels : null, dropout, parts));
}
