using GanSharp.Metrics;
using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Sampling;

/// <summary>A direction of the noise along which the images of a generator change.</summary>
/// <param name="Eigenvalue">The squared length of what the first layer makes of the direction.</param>
/// <param name="Share">This eigenvalue as a share of the sum of all.</param>
/// <param name="Vector">The direction, of length 1: one number per number of the noise; codes are left out.</param>
public sealed record LatentDirection(double Eigenvalue, double Share, IReadOnlyList<double> Vector);

/// <summary>
/// The main directions of a generator's noise, found without training: the eigenvectors of AᵀA, where A is the weight
/// of the first layer that reads the noise, largest eigenvalue first.
/// </summary>
/// <remarks>
/// Shen and Zhou 2021, "Closed-form factorization of latent semantics in GANs", https://arxiv.org/abs/2007.06600.
/// </remarks>
public static class LatentDirections
{
    private const int MostNumbers = 2048;

    /// <summary>Returns all directions of the first part of the noise. Labels and codes are not part of them.</summary>
    /// <exception cref="GanSharpException">
    /// The noise is categorical or has more than 2,048 numbers, or no layer with a weight reads it first.
    /// </exception>
    public static IReadOnlyList<LatentDirection> Of(Sampler sampler)
    {
        ArgumentNullException.ThrowIfNull(sampler);
        var noise = sampler.Latent.Parts[0];
        GanSharpException.Require(
            noise.Noise.Deviation is not null, $"noise of categories, {sampler.Latent}, has no directions");
        GanSharpException.Require(
            noise.Size <= MostNumbers, $"{noise.Size} numbers of noise are too many for directions ({MostNumbers})");
        using var scope = new TensorScope();
        using var untracked = Tape.Pause();
        var weight = FirstWeight(sampler.Generator, sampler.Latent.Size)
            ?? throw new GanSharpException(
                "this generator has no layer with a weight that reads the noise first, so it has no directions");
        var columns = weight.Slice(1, 0, noise.Size).To(DType.F64);
        var (values, vectors) = SymmetricMatrix.Decompose(columns.MatMul(columns, transposeA: true));
        var (rows, sum) = (vectors.ToArray<double>(), values.Sum());
        return
        [
            .. rows.Chunk(noise.Size)
                .Zip(values, (vector, value) => new LatentDirection(
                    Math.Max(0, value), Math.Max(0, value / sum), WithSign(vector)))
                .Reverse(),
        ];
    }

    /// <summary>
    /// Draws one row per direction: the images of one noise vector, moved along the direction from -strength to
    /// +strength standard deviations of the noise.
    /// </summary>
    /// <param name="sampler">The generator.</param>
    /// <param name="directions">The directions, at least one.</param>
    /// <param name="steps">Images per row, at least 2.</param>
    /// <param name="strength">How far to move, above 0.</param>
    /// <param name="label">The class of the images; null for an unconditional generator.</param>
    /// <param name="seed">The seed of the noise vector.</param>
    /// <param name="cancellation">Ends the work between two batches.</param>
    public static SampleSet Draw(
        Sampler sampler, IReadOnlyList<LatentDirection> directions, int steps, double strength, int? label,
        long seed = 1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(sampler);
        ArgumentNullException.ThrowIfNull(directions);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 2);
        using var scope = new TensorScope();
        using var untracked = Tape.Pause();
        var (latent, noise) = (sampler.Latent, sampler.Latent.Parts[0]);
        var start = latent.Draw(1, new RandomStream("latent", seed));
        var reach = strength * (noise.Noise.Deviation ?? 1);
        var count = directions.Count * steps;
        var labels = Sampler.SameForAll(label, count);
        var pixels = sampler.Pixels(
            count, (first, size) => TensorOps.Concat([.. Enumerable.Range(first, size).Select(Moved)], 0), labels,
            cancellation);
        return new(pixels, sampler.Image, labels, steps);

        Tensor Moved(int i)
        {
            var share = 2.0 * (i % steps) / (steps - 1) - 1;
            var move = new double[latent.Size];
            directions[i / steps].Vector.Select(number => number * share * reach).ToArray().CopyTo(move, 0);
            return start + Tensor.From(move, start.Shape, start.DType);
        }
    }

    /// <summary>
    /// Returns the weight of the first weighted layer, shape (outputs, inputs), of which the first
    /// <paramref name="size"/> inputs are the noise; null if there is none. Labels that are joined before it are its
    /// last inputs.
    /// </summary>
    private static Tensor? FirstWeight(Module module, int size)
    {
        var weight = First(module) switch
        {
            ConvTranspose2d layer => layer.Weight.Flatten().Transpose(1, 0),
            Conv2d layer => layer.Weight.Transpose(1, 0, 2, 3).Flatten().Transpose(1, 0),
            Linear layer => layer.Weight,
            _ => null,
        };
        return weight?.Shape[1] >= size ? weight : null;
    }

    private static WeightedLayer? First(Module module) => module switch
    {
        WeightedLayer layer => layer,
        Sequential chain => chain.Layers.Select(First).FirstOrDefault(layer => layer is not null),
        Residual block => First(block.Body),
        _ => null,
    };

    /// <summary>Returns the direction or its opposite: its largest number is positive.</summary>
    private static double[] WithSign(double[] vector) =>
        vector.MaxBy(Math.Abs) < 0 ? Array.ConvertAll(vector, number => -number) : vector;
}
