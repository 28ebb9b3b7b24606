using GanSharp.Models;
using GanSharp.Tensors;

namespace GanSharp.Sampling;

/// <summary>Walks from one noise vector to another.</summary>
public static class Interpolation
{
    /// <summary>
    /// Noise on the way between two random vectors, both included. Normal noise moves along the great circle, so that
    /// every vector has a length that the generator was trained on; uniform noise moves along the straight line;
    /// categories change in the middle.
    /// </summary>
    /// <param name="latent">The noise of the generator.</param>
    /// <param name="stream">The source of the two ends.</param>
    /// <param name="steps">Vectors, at least 2.</param>
    /// <returns>Shape (steps, latent size).</returns>
    public static Tensor Between(Latent latent, RandomStream stream, int steps)
    {
        ArgumentNullException.ThrowIfNull(latent);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 2);
        var ends = latent.Draw(2, stream);
        var (from, to) = (ends.Slice(0, 0, 1), ends.Slice(0, 1, 1));
        return TensorOps.Concat(
            [.. Enumerable.Range(0, steps).Select(i => latent.Between(from, to, (double)i / (steps - 1)))], 0);
    }
}
