using GanSharp.IO;
using GanSharp.Mpi;
using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Sampling;

/// <summary>The images that a <see cref="SampleRequest"/> asks of a generator. Nothing is generated yet.</summary>
public sealed class SamplePlan
{
    private const long MostNoise = 1 << 28, MostFilm = 1 << 30;
    private const int PartBytes = 1 << 24, MostBatches = 64;

    private readonly Sampler _sampler;
    private readonly long _seed;
    private readonly int[] _classes;
    private readonly SampleLayout _layout;
    private readonly int _fineSide;

    internal SamplePlan(Sampler sampler, long seed, int[] classes, SampleLayout layout, int fineSide)
    {
        if (layout.Count > SampleRequest.MostImages)
            throw new GanSharpException(
                $"{layout.Count} images are too many; ask for at most {SampleRequest.MostImages}");
        if (layout.Count * sampler.Image.Count > Idx.MaxBytes || layout.Vectors * sampler.Latent.Size > MostNoise)
            throw new GanSharpException(
                $"{layout.Count} images of {sampler.Image} are too many for the memory; ask for fewer at a time");
        (_sampler, _seed, _classes, _layout, _fineSide) = (sampler, seed, classes, layout, fineSide);
    }

    /// <summary>Number of images.</summary>
    public int Count => (int)_layout.Count;

    /// <summary>The size of one image.</summary>
    public ImageShape Image => _sampler.Image;

    /// <summary>Images per row of the picture.</summary>
    public int Columns => _layout.Columns;

    /// <summary>The classes, in the order of the labels; empty if the generator is unconditional.</summary>
    public IReadOnlyList<string> ClassNames => _sampler.ClassNames;

    /// <summary>Checks that <see cref="SampleSet.Picture"/> will succeed.</summary>
    /// <exception cref="GanSharpException">
    /// The zoom is not 1 to 16, or the picture would have too many pixels.
    /// </exception>
    public void CheckPicture(int zoom) => SampleSet.CheckPicture(Count, _sampler.Image, Columns, zoom);

    /// <summary>Checks that <see cref="DrawFilm"/> and <see cref="SampleFilm.Animation"/> will succeed.</summary>
    /// <exception cref="GanSharpException">
    /// The request is a walk itself, a setting is out of range, or the film would be too large for the memory.
    /// </exception>
    public void CheckFilm(FilmRequest film, int zoom)
    {
        ArgumentNullException.ThrowIfNull(film);
        film.Validate();
        CheckPicture(zoom);
        if (_layout.IsWalk)
            throw new GanSharpException("a film is a walk itself; leave out interpolate and codes");
        if (_layout.FineOf is not null)
            throw new GanSharpException("a film does not mix styles; leave out mix");
        var (width, height) = ImageGrid.Size(Count, _sampler.Image, Columns, zoom: zoom);
        if (width * height * _sampler.Image.Channels * film.Frames > MostFilm)
            throw new GanSharpException(
                $"{film.Frames} pictures of {width}×{height} pixels are too many for the memory; "
                + "ask for fewer frames, fewer images, or a smaller zoom");
    }

    /// <summary>Generates the images.</summary>
    /// <param name="processes">
    /// The processes that share the work, which must all call this; this one alone by default.
    /// </param>
    /// <param name="cancellation">Ends the work between two batches.</param>
    public SampleSet Draw(ProcessGroup? processes = null, CancellationToken cancellation = default)
    {
        using var scope = new TensorScope();
        return Parts(Count, processes, cancellation).Single();
    }

    /// <summary>
    /// Generates the images part by part, in order, for images that need not be in memory at once: the same images as
    /// <see cref="Draw"/>. A part has at most 4,096 images and about 16 MiB.
    /// </summary>
    /// <param name="processes">
    /// The processes that share the work, which must all enumerate the parts; this one alone by default.
    /// </param>
    /// <param name="cancellation">Ends the work between two batches.</param>
    public IEnumerable<SampleSet> DrawParts(
        ProcessGroup? processes = null, CancellationToken cancellation = default)
    {
        var size = Math.Clamp(PartBytes / _sampler.Image.Count / Sampler.BatchSize, 1, MostBatches);
        return Parts(size * Sampler.BatchSize, processes, cancellation);
    }

    private IEnumerable<SampleSet> Parts(int size, ProcessGroup? processes, CancellationToken cancellation)
    {
        Tensor noise;
        Func<int, Tensor, Style>? restyle;
        var labels = Labels();
        using (Tape.Pause())
        {
            noise = Noise(new RandomStream("latent", _seed));
            restyle = _layout.FineOf is { } fineOf ? Mixed(noise, fineOf) : null;
        }
        for (var first = 0; first < Count; first += size)
        {
            var (begin, count) = (first, Math.Min(size, Count - first));
            var own = labels?[begin..(begin + count)];
            var pixels = _sampler.Pixels(
                count,
                (start, number) => noise.Embedding(
                    [.. Enumerable.Range(begin + start, number).Select(_layout.VectorOf)]),
                own, cancellation, restyle is null ? null : (start, w) => restyle(begin + start, w), processes);
            yield return new(pixels, _sampler.Image, own, Columns)
            {
                ColumnNames = _layout.HasClassColumns ? [.. _classes.Select(label => ClassNames[label])] : [],
            };
        }
    }

    /// <summary>Generates the images in motion.</summary>
    /// <param name="film">The settings of the film.</param>
    /// <param name="processes">
    /// The processes that share the work, which must all call this; this one alone by default.
    /// </param>
    /// <param name="cancellation">Ends the work between two batches.</param>
    public SampleFilm DrawFilm(
        FilmRequest film, ProcessGroup? processes = null, CancellationToken cancellation = default)
    {
        CheckFilm(film, 1);
        using var scope = new TensorScope();
        using var untracked = Tape.Pause();
        var stream = new RandomStream("latent", _seed);
        var walk = new ClosedWalk(_sampler.Latent, Enumerable.Range(0, film.Keys).Select(_ => Noise(stream)));
        var labels = Labels();
        var pixels = _sampler.Pixels(
            Count * film.Frames,
            (start, count) => TensorOps.Concat(
                [
                    .. Enumerable.Range(start, count).Select(i =>
                        walk.At(_layout.VectorOf(i % Count), (double)(i / Count) / film.Frames)),
                ],
                0),
            labels is null ? null : [.. Enumerable.Repeat(labels, film.Frames).SelectMany(each => each)],
            cancellation, processes: processes);
        return new(
            [.. pixels.Chunk(pixels.Length / film.Frames).Select(
                frame => new SampleSet(frame, _sampler.Image, labels, Columns))],
            film.Rate);
    }

    /// <summary>Gives fine layers the styles of other noise vectors.</summary>
    private Func<int, Tensor, Style> Mixed(Tensor noise, Func<int, int> fineOf)
    {
        int[]? labels = _classes.Length == 0
            ? null
            : [.. Enumerable.Range(0, noise.Shape[0]).Select(vector => _classes[vector % _classes.Length])];
        var styles = _sampler.Styles(noise, labels);
        return (first, coarse) => new(
            coarse, styles.Embedding([.. Enumerable.Range(first, coarse.Shape[0]).Select(fineOf)]), _fineSide);
    }

    private Tensor Noise(RandomStream stream) => _layout.Noise(_sampler.Latent, stream, (int)_layout.Vectors);

    private int[]? Labels() => _classes.Length == 0
        ? null
        : [.. Enumerable.Range(0, Count).Select(i => _classes[_layout.ClassOf(i)])];
}
