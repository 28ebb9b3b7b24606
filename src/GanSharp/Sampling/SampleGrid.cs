using GanSharp.IO;
using GanSharp.Tensors;

namespace GanSharp.Sampling;

/// <summary>
/// The picture that shows how a training goes: samples from noise that is drawn once. Square for unconditional generators; for
/// conditional ones each row is one noise vector and each column one class.
/// </summary>
public sealed class SampleGrid
{
    private const int Rows = 8;
    private readonly Sampler _sampler;
    private readonly Tensor _noise;
    private readonly int[]? _labels;
    private readonly int _columns;

    /// <summary>A grid with noise from <paramref name="stream"/>.</summary>
    public SampleGrid(Sampler sampler, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(sampler);
        _sampler = sampler;
        (_noise, _labels, _columns) = sampler.IsConditional
            ? Sampler.Table(sampler.Latent.Draw(Rows, stream), [.. Enumerable.Range(0, sampler.ClassNames.Count)])
            : (sampler.Latent.Draw(Rows * Rows, stream), null, Rows);
    }

    /// <summary>The picture with the generator's present weights.</summary>
    public Bitmap Draw()
    {
        using var scope = new TensorScope();
        return ImageGrid.Arrange(_sampler.Generate(_noise, _labels), _sampler.Range, _columns);
    }
}
