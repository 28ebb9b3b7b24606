using GanSharp.Tensors;

namespace GanSharp.Sampling;

/// <summary>Walks from one noise vector to another.</summary>
public static class Interpolation
{
    private const double NearlyParallel = 1e-6;

    /// <summary>
    /// Noise on the way between two random vectors, both ends included. Normal noise is walked along the great circle, so that every
    /// vector on the way has the length that the generator is used to; uniform noise along the straight line.
    /// </summary>
    /// <param name="latent">The noise of the generator.</param>
    /// <param name="stream">Where the two ends come from.</param>
    /// <param name="steps">Vectors, at least 2.</param>
    /// <returns>Shape (steps, latent size).</returns>
    public static Tensor Between(Latent latent, RandomStream stream, int steps)
    {
        ArgumentNullException.ThrowIfNull(latent);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 2);
        var ends = latent.Draw(2, stream);
        var (from, to) = (ends.Slice(0, 0, 1), ends.Slice(0, 1, 1));
        var angle = latent.Bounds is null ? AngleBetween(from, to) : 0;
        return Ops.Concat([.. Enumerable.Range(0, steps).Select(i => Mix((double)i / (steps - 1)))], 0);

        Tensor Mix(double t) => Math.Sin(angle) < NearlyParallel
            ? from * (1 - t) + to * t
            : from * (Math.Sin((1 - t) * angle) / Math.Sin(angle)) + to * (Math.Sin(t * angle) / Math.Sin(angle));
    }

    private static double AngleBetween(Tensor a, Tensor b) =>
        Math.Acos(Math.Clamp(a.Mul(b).Sum().Item() / Math.Sqrt(a.Square().Sum().Item() * b.Square().Sum().Item()), -1, 1));
}
