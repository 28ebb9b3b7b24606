using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Terms;

/// <summary>
/// What the terms of one player's step see: the batches, and the discriminator's opinion of them, which is computed once and shared.
/// </summary>
/// <param name="model">The networks.</param>
/// <param name="real">Real images, shape (N, C, H, W), in the range of the generator's output.</param>
/// <param name="realLabels">The class of each real image; null when unknown.</param>
/// <param name="fake">Generated images, shape (N, C, H, W); detached in the discriminator's step.</param>
/// <param name="fakeLabels">The class that each generated image was asked to have; null when unconditional.</param>
/// <param name="dropout">Where the discriminator's dropout masks come from.</param>
/// <param name="uniform">Draws numbers from U(0, 1) in a shape, in the type of the images.</param>
public sealed class StepContext(
    GanModel model, Tensor real, int[]? realLabels, Tensor fake, int[]? fakeLabels, RandomStream dropout, Func<Shape, Tensor> uniform)
{
    /// <summary>The networks.</summary>
    public GanModel Model => model;

    /// <summary>Real images, shape (N, C, H, W).</summary>
    public Tensor Real => real;

    /// <summary>The class of each real image; null when unknown.</summary>
    public int[]? RealLabels => realLabels;

    /// <summary>Generated images, shape (N, C, H, W).</summary>
    public Tensor Fake => fake;

    /// <summary>The class that each generated image was asked to have; null when unconditional.</summary>
    public int[]? FakeLabels => fakeLabels;

    /// <summary>D(x), shape (N, 1).</summary>
    public Tensor OnReal => field ??= Critique(real, realLabels);

    /// <summary>D(G(z)), shape (N, 1).</summary>
    public Tensor OnFake => field ??= Critique(fake, fakeLabels);

    /// <summary>The discriminator's opinion of other images, such as penalty points; its running statistics stay untouched.</summary>
    public Tensor Probe(Tensor images, int[]? labels) => model.Discriminator.Forward(images, new Pass(Mode.Probe, labels, dropout));

    /// <summary>Numbers from U(0, 1), for penalty points; in a training they come from the stream <c>penalty</c>.</summary>
    public Tensor Uniform(Shape shape) => uniform(shape);

    private Tensor Critique(Tensor images, int[]? labels) => model.Discriminator.Forward(images, new Pass(Mode.Train, labels, dropout));
}
