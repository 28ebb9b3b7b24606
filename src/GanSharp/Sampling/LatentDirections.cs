using GanSharp.Metrics;
using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Sampling;

/// <summary>A direction of the noise, or of the styles, along which the images of a generator change.</summary>
/// <param name="Eigenvalue">The squared length of A times the direction; see <see cref="LatentDirections"/>.</param>
/// <param name="Share">This eigenvalue as a share of the sum of all.</param>
/// <param name="Vector">
/// The direction, of length 1: one number per number of the style, or of the noise without codes.
/// </param>
public sealed record LatentDirection(double Eigenvalue, double Share, IReadOnlyList<double> Vector);

/// <summary>
/// The main directions of a generator, found without training: the eigenvectors of AᵀA, largest eigenvalue first. A is
/// the weight of the first layer that reads the noise. If the generator has styles, the directions are those of the
/// styles, and A has the weights with which all style convolutions read them.
/// </summary>
/// <remarks>
/// Shen and Zhou 2021, "Closed-form factorization of latent semantics in GANs", https://arxiv.org/abs/2007.06600.
/// </remarks>
public static class LatentDirections
{
    private const int MostNumbers = 2048;

    /// <summary>
    /// Returns all directions of the styles or of the first part of the noise. Labels and codes are not part of them.
    /// </summary>
    /// <exception cref="GanSharpException">
    /// The noise is categorical, there are more than 2,048 numbers, or no layer with a weight reads the noise first.
    /// </exception>
    public static IReadOnlyList<LatentDirection> Of(Sampler sampler)
    {
        ArgumentNullException.ThrowIfNull(sampler);
        using var scope = new TensorScope();
        using var untracked = Tape.Pause();
        var weight = sampler.HasStyles ? StyleDirections.Weight(sampler) : NoiseWeight(sampler);
        var size = weight.Shape[1];
        GanSharpException.Require(size <= MostNumbers, $"{size} numbers are too many for directions ({MostNumbers})");
        var columns = weight.To(DType.F64);
        var (values, vectors) = SymmetricMatrix.Decompose(columns.MatMul(columns, transposeA: true));
        var (rows, sum) = (vectors.ToArray<double>(), values.Sum());
        return
        [
            .. rows.Chunk(size)
                .Zip(values, (vector, value) => new LatentDirection(
                    Math.Max(0, value), Math.Max(0, value / sum), WithSign(vector)))
                .Reverse(),
        ];
    }

    /// <summary>
    /// Draws one row per direction: the images of one noise vector, moved along the direction from -strength to
    /// +strength standard deviations of the noise, or of the styles along it.
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
        var start = sampler.Latent.Draw(1, new RandomStream("latent", seed));
        var deviations = sampler.HasStyles
            ? StyleDirections.Deviations(sampler, directions, label)
            : [.. directions.Select(_ => sampler.Latent.Parts[0].Noise.Deviation ?? 1)];
        var count = directions.Count * steps;
        var labels = Sampler.SameForAll(label, count);
        var pixels = sampler.HasStyles
            ? sampler.Pixels(
                count, (_, size) => start.BroadcastTo(start.Shape.With(0, size)), labels, cancellation,
                (first, styles) => new(styles + Moves(first, styles.Shape)))
            : sampler.Pixels(
                count, (first, size) => start + Moves(first, [size, start.Shape[1]]), labels, cancellation);
        return new(pixels, sampler.Image, labels, steps);

        // How far each of some images is from the start.
        Tensor Moves(int first, Shape shape)
        {
            var moves = new double[shape.Size];
            for (var row = 0; row < shape[0]; row++)
            {
                var (direction, step) = Math.DivRem(first + row, steps);
                var length = (2.0 * step / (steps - 1) - 1) * strength * deviations[direction];
                directions[direction].Vector.Select(number => number * length).ToArray()
                    .CopyTo(moves, row * shape[1]);
            }
            return Tensor.From(moves, shape, start.DType);
        }
    }

    /// <summary>Returns the weight by which the first layer reads the first part of the noise.</summary>
    private static Tensor NoiseWeight(Sampler sampler)
    {
        var noise = sampler.Latent.Parts[0];
        GanSharpException.Require(
            noise.Noise.Deviation is not null, $"noise of categories, {sampler.Latent}, has no directions");
        var weight = FirstWeight(sampler.Generator, sampler.Latent.Size)
            ?? throw new GanSharpException(
                "this generator has no layer with a weight that reads the noise first, so it has no directions");
        return weight.Slice(1, 0, noise.Size);
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
