using GanSharp.IO;
using GanSharp.Tensors;

namespace GanSharp.Sampling;

/// <summary>
/// The picture that shows the progress of a training: samples from fixed noise. A square for unconditional generators;
/// for conditional ones, each row is one noise vector and each column one class.
/// </summary>
public sealed class SampleGrid
{
    private readonly Sampler _sampler;
    private readonly Tensor _noise;
    private readonly int[]? _labels;
    private readonly int _columns;

    /// <summary>A grid with noise from <paramref name="stream"/>.</summary>
    /// <param name="sampler">Draws the samples.</param>
    /// <param name="stream">The source of the noise.</param>
    /// <param name="rows">Rows of the grid, at least 1; 8 by default.</param>
    public SampleGrid(Sampler sampler, RandomStream stream, int rows = 8)
    {
        ArgumentNullException.ThrowIfNull(sampler);
        _sampler = sampler;
        (_noise, _labels, _columns) = sampler.IsConditional
            ? Sampler.Table(sampler.Latent.Draw(rows, stream), [.. Enumerable.Range(0, sampler.ClassNames.Count)])
            : (sampler.Latent.Draw(rows * rows, stream), null, rows);
    }

    /// <summary>The size of the picture, in pixels.</summary>
    internal (long Width, long Height) Size => ImageGrid.Size(_noise.Shape[0], _sampler.Image, _columns);

    /// <summary>The picture with the generator's current weights.</summary>
    public Bitmap Draw()
    {
        using var scope = new TensorScope();
        return ImageGrid.Arrange(_sampler.Generate(_noise, _labels), _sampler.Range, _columns);
    }
}
