using GanSharp.Models;
using GanSharp.Tensors;

namespace GanSharp.Sampling;

/// <summary>Walks along the codes of the noise, which show what each code means.</summary>
public static class CodeWalk
{
    /// <summary>
    /// Copies of one random vector in which one code at a time varies: each category of a categorical code, and each
    /// number of any other code from one end of its range to the other; for uniform noise, half its width beyond both
    /// ends.
    /// </summary>
    /// <param name="latent">The noise; it has codes.</param>
    /// <param name="stream">The source of the vector.</param>
    /// <param name="steps">Values per code, at least 2.</param>
    /// <returns>Shape (<see cref="Rows"/> · steps, latent size), code by code.</returns>
    /// <remarks>Chen et al. 2016, "InfoGAN", figure 2, https://arxiv.org/abs/1606.03657.</remarks>
    public static Tensor Along(Latent latent, RandomStream stream, int steps)
    {
        ArgumentNullException.ThrowIfNull(latent);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 2);
        var start = latent.Draw(1, stream);
        return TensorOps.Concat(
            [
                .. latent.Codes.SelectMany(code =>
                    Enumerable.Range(0, code.Noise.WaysOf(code.Size)).SelectMany(way => Walk(code, way))),
            ],
            0);

        IEnumerable<Tensor> Walk(LatentPart code, int way) => Enumerable.Range(0, steps).Select(step =>
            TensorOps.Concat(
                [
                    .. latent.Parts.Select(part =>
                        part == code ? part.Noise.Along(part.Of(start), way, step, steps) : part.Of(start)),
                ],
                1));
    }

    /// <summary>
    /// The number of walks: one per categorical code, and one per number of the other codes.
    /// </summary>
    public static int Rows(Latent latent)
    {
        ArgumentNullException.ThrowIfNull(latent);
        return latent.Codes.Sum(code => code.Noise.WaysOf(code.Size));
    }
}
