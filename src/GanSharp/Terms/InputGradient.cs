using GanSharp.Tensors;

namespace GanSharp.Terms;

/// <summary>The gradient of the discriminator with respect to given images, recorded for differentiation.</summary>
internal static class InputGradient
{
    /// <summary>Keeps the derivative of the norm finite where a network is flat; negligible elsewhere.</summary>
    private const double Epsilon = 1e-16;

    /// <summary>‖∇D(x)‖₂² of every real image, shape (N).</summary>
    public static Tensor SquaredNormAtReal(StepContext step) =>
        step.RecordsImages ? SquaredNorm(step.OnReal, step.Real) : SquaredNorm(step, step.Real, step.RealLabels);

    /// <summary>‖∇D(G(z))‖₂² of every generated image, shape (N).</summary>
    public static Tensor SquaredNormAtFake(StepContext step) =>
        step.RecordsImages ? SquaredNorm(step.OnFake, step.Fake) : SquaredNorm(step, step.Fake, step.FakeLabels);

    /// <summary>E(‖∇D(x)‖₂ - 1)²: how far the gradient norm is from 1, above or below.</summary>
    public static Tensor DistanceFromOne(StepContext step, Tensor images) =>
        ((SquaredNorm(step, images, step.RealLabels) + Epsilon).Sqrt() - 1).Square().Mean();

    /// <summary>‖∇D(x)‖₂² of every image, shape (N), in a pass of its own.</summary>
    private static Tensor SquaredNorm(StepContext step, Tensor images, int[]? labels)
    {
        var points = images.Detach().Track();
        return SquaredNorm(step.Probe(points, labels).Score, points);
    }

    /// <summary>
    /// ‖∇D(x)‖₂² of every image, shape (N), from its scores. D must compute each image independently of the others, so
    /// it has no batch norm.
    /// </summary>
    private static Tensor SquaredNorm(Tensor scores, Tensor images) =>
        Grad.Of(scores.Sum(), [images], createGraph: true)[0].Flatten().Square().Sum([1]);
}
