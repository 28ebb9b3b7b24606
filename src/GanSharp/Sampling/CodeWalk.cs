using GanSharp.Models;
using GanSharp.Tensors;

namespace GanSharp.Sampling;

/// <summary>Walks along the codes of the noise, which show what each of them means.</summary>
public static class CodeWalk
{
    /// <summary>
    /// One random vector, again and again, in which one code at a time takes other values: the categories of a
    /// categorical part in turn, and each number of any other part from one end of its range to the other, for uniform
    /// noise half its width beyond.
    /// </summary>
    /// <param name="latent">Noise with codes.</param>
    /// <param name="stream">Where the vector comes from.</param>
    /// <param name="steps">Values of each code, at least 2.</param>
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
    /// Walks that a latent has: one for each categorical code, and one for each number of the others.
    /// </summary>
    public static int Rows(Latent latent)
    {
        ArgumentNullException.ThrowIfNull(latent);
        return latent.Codes.Sum(code => code.Noise.WaysOf(code.Size));
    }
}
