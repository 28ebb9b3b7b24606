using GanSharp.Tensors;

namespace GanSharp.Terms;

/// <summary>The slope of the discriminator at given images, recorded for differentiation.</summary>
internal static class InputGradient
{
    /// <summary>Keeps the derivative of the norm finite where a network is flat; negligible elsewhere.</summary>
    private const double Epsilon = 1e-16;

    /// <summary>
    /// ‖∇D(x)‖₂² of every image, shape (N). D must compute each image independently of the others, so it has no batch
    /// norm.
    /// </summary>
    public static Tensor SquaredNorm(StepContext step, Tensor images, int[]? labels)
    {
        var points = images.Detach().Track();
        var gradient = Grad.Of(step.Probe(points, labels).Score.Sum(), [points], createGraph: true)[0];
        return gradient.Flatten().Square().Sum([1]);
    }

    /// <summary>E(‖∇D(x)‖₂ - 1)²: how far the slope is from 1, from above and from below.</summary>
    public static Tensor DistanceFromOne(StepContext step, Tensor images) =>
        ((SquaredNorm(step, images, step.RealLabels) + Epsilon).Sqrt() - 1).Square().Mean();
}
