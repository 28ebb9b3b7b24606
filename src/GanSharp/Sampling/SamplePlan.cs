using GanSharp.IO;
using GanSharp.Tensors;

namespace GanSharp.Sampling;

/// <summary>The images that a <see cref="SampleRequest"/> asks of a generator. Nothing is generated yet.</summary>
public sealed class SamplePlan
{
    private const long MostNoise = 1 << 28;

    private readonly Sampler _sampler;
    private readonly long _seed;
    private readonly int[] _classes;
    private readonly SampleLayout _layout;

    internal SamplePlan(Sampler sampler, long seed, int[] classes, SampleLayout layout)
    {
        if (layout.Count > SampleRequest.MostImages)
            throw new GanSharpException(
                $"{layout.Count} images are too many; ask for at most {SampleRequest.MostImages}");
        if (layout.Count * sampler.Image.Count > Idx.MaxBytes || layout.Vectors * sampler.Latent.Size > MostNoise)
            throw new GanSharpException(
                $"{layout.Count} images of {sampler.Image} are too many for the memory; ask for fewer at a time");
        (_sampler, _seed, _classes, _layout) = (sampler, seed, classes, layout);
    }

    /// <summary>Number of images.</summary>
    public int Count => (int)_layout.Count;

    /// <summary>Images per row of the picture.</summary>
    public int Columns => _layout.Columns;

    /// <summary>The classes that the labels of the images number; empty if the generator is unconditional.</summary>
    public IReadOnlyList<string> ClassNames => _sampler.ClassNames;

    /// <summary>Checks that <see cref="SampleSet.Picture"/> will succeed.</summary>
    /// <exception cref="GanSharpException">
    /// The zoom is not 1 to 16, or the picture would have too many pixels.
    /// </exception>
    public void CheckPicture(int zoom) => SampleSet.CheckPicture(Count, _sampler.Image, Columns, zoom);

    /// <summary>Generates the images.</summary>
    /// <param name="cancellation">Ends the work between two batches.</param>
    public SampleSet Draw(CancellationToken cancellation = default)
    {
        using var scope = new TensorScope();
        using var untracked = Tape.Pause();
        var noise = _layout.Noise(_sampler.Latent, new RandomStream("latent", _seed), (int)_layout.Vectors);
        var labels =
            _classes.Length == 0
                ? null
                : Enumerable.Range(0, Count).Select(i => _classes[_layout.ClassOf(i)]).ToArray();
        var pixels = _sampler.Pixels(
            Count,
            (start, count) => noise.Embedding([.. Enumerable.Range(start, count).Select(_layout.VectorOf)]),
            labels, cancellation);
        return new(pixels, _sampler.Image, labels, Columns);
    }
}
