using GanSharp.IO;
using GanSharp.Tensors;

namespace GanSharp.Sampling;

/// <summary>Which images a <see cref="SampleRequest"/> asks for: the noise and class of each, and their layout. Nothing is generated yet.</summary>
public sealed class SamplePlan
{
    private const int BatchSize = 64;
    private const long MostNoise = 1 << 28;

    private readonly Sampler _sampler;
    private readonly long _seed;
    private readonly int _vectors;
    private readonly Func<int, int> _vectorOf;
    private readonly Func<int, int>? _labelOf;
    private readonly bool _walks;

    private SamplePlan(
        Sampler sampler, long seed, long count, int columns, int[] classes, Func<int, int> classOf, long vectors, Func<int, int> vectorOf, bool walks = false)
    {
        if (count > SampleRequest.MostImages)
            throw new GanSharpException($"{count} images are too many; ask for at most {SampleRequest.MostImages}");
        if (count * sampler.Image.Count > Idx.MaxBytes || vectors * sampler.Latent.Size > MostNoise)
            throw new GanSharpException($"{count} images of {sampler.Image} are too many for the memory; ask for fewer at a time");
        (_sampler, _seed, _walks) = (sampler, seed, walks);
        (Count, Columns, _vectors, _vectorOf) = ((int)count, columns, (int)vectors, vectorOf);
        _labelOf = classes.Length > 0 ? i => classes[classOf(i)] : null;
    }

    /// <summary>Number of images.</summary>
    public int Count { get; }

    /// <summary>Images per row of the picture.</summary>
    public int Columns { get; }

    /// <summary>Checks that the picture of <see cref="SampleSet.Picture"/> will not be too large.</summary>
    /// <exception cref="GanSharpException">It will be.</exception>
    public void CheckPicture(int zoom) => SampleSet.CheckPicture(Count, _sampler.Image, Columns, zoom);

    /// <summary>Generates the images.</summary>
    /// <param name="cancellation">Ends the work between two batches.</param>
    public SampleSet Draw(CancellationToken cancellation = default)
    {
        using var scope = new TensorScope();
        using var untracked = Tape.Pause();
        var stream = new RandomStream("latent", _seed);
        var noise = _walks ? Interpolation.Between(_sampler.Latent, stream, _vectors) : _sampler.Latent.Draw(_vectors, stream);
        var size = _sampler.Image.Count;
        var pixels = new byte[Count * size];
        var labels = _labelOf is null ? null : Enumerable.Range(0, Count).Select(_labelOf).ToArray();
        for (var start = 0; start < Count; start += BatchSize)
        {
            using var batch = new TensorScope();
            var end = Math.Min(start + BatchSize, Count);
            var chosen = noise.Embedding([.. Enumerable.Range(start, end - start).Select(_vectorOf)]);
            var images = _sampler.Generate(chosen, labels?[start..end], cancellation);
            _sampler.Range.ToBytes(images.AsSpan<float>(), pixels.AsSpan(start * size));
        }
        return new(pixels, _sampler.Image, labels, Columns);
    }

    /// <summary>Images with noise of their own in a square, the classes in turn.</summary>
    internal static SamplePlan Square(Sampler sampler, long seed, int count, int[] classes) =>
        new(sampler, seed, count, ImageGrid.SquareColumns(count), classes, i => i % classes.Length, count, i => i);

    /// <summary>Images with noise of their own, a row for each class; those of a single class in a square.</summary>
    internal static SamplePlan RowPerClass(Sampler sampler, long seed, int count, int[] classes) =>
        new(sampler, seed, (long)count * classes.Length, classes.Length == 1 ? ImageGrid.SquareColumns(count) : count,
            classes, i => i / count, (long)count * classes.Length, i => i);

    /// <summary>A row for each noise vector, a column for each class.</summary>
    internal static SamplePlan Table(Sampler sampler, long seed, int rows, int[] classes) =>
        new(sampler, seed, (long)rows * classes.Length, classes.Length, classes, i => i % classes.Length, rows, i => i / classes.Length);

    /// <summary>A walk from one noise vector to another, the same for each class, which has a row.</summary>
    internal static SamplePlan Walk(Sampler sampler, long seed, int steps, int[] classes) =>
        new(sampler, seed, (long)steps * Math.Max(1, classes.Length), steps, classes, i => i / steps, steps, i => i % steps, walks: true);
}
