using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Sampling;

/// <summary>What <see cref="LatentDirections"/> needs of a generator with styles.</summary>
internal static class StyleDirections
{
    private const int Draws = 1000;

    /// <summary>
    /// Returns A: the weights, one below the other, by which all style convolutions turn a style into the scales of
    /// their channels; shape (scales, size).
    /// </summary>
    public static Tensor Weight(Sampler sampler) => TensorOps.Concat(
        [.. sampler.Generator.All.OfType<StyleConv>().Select(layer => layer.StyleWeight())], 0);

    /// <summary>Returns the standard deviation of the styles along each direction, from 1,000 random styles.</summary>
    public static double[] Deviations(Sampler sampler, IReadOnlyList<LatentDirection> directions, int? label)
    {
        var noise = sampler.Latent.Draw(Draws, new RandomStream("style-deviations", 1));
        var styles = sampler.Styles(noise, Sampler.SameForAll(label, Draws)).To(DType.F64);
        var vectors = Tensor.From(
            [.. directions.SelectMany(direction => direction.Vector)], [directions.Count, styles.Shape[1]], DType.F64);
        var places = (styles - styles.Mean([0])).MatMul(vectors, transposeB: true);
        return places.Square().Mean([0]).Sqrt().ToArray<double>();
    }
}
