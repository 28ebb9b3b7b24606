using System.Buffers;
using GanSharp.Diagnostics;
using GanSharp.IO;
using GanSharp.Models;
using GanSharp.Mpi;
using GanSharp.Nn;
using GanSharp.Tensors;
using GanSharp.Text;

namespace GanSharp.Sampling;

/// <summary>
/// Draws images from a trained generator. The same noise and labels give the same bits, on any number of threads.
/// </summary>
/// <remarks>Safe for use by several threads at once, while none of them trains the generator.</remarks>
public sealed class Sampler
{
    /// <summary>Images generated at a time.</summary>
    internal const int BatchSize = 64;

    private readonly bool _hasStyle;
    private readonly Sequential? _styled;

    /// <summary>A sampler of a generator.</summary>
    /// <param name="generator">From noise (N, latent) to images (N, C, H, W).</param>
    /// <param name="latent">The noise that the generator was trained on.</param>
    /// <param name="image">The size of its images.</param>
    /// <param name="range">The range of its pixels.</param>
    /// <param name="classNames">The classes of its images; empty if it is unconditional.</param>
    public Sampler(
        Module generator, Latent latent, ImageShape image, PixelRange range, IReadOnlyList<string> classNames)
    {
        ArgumentNullException.ThrowIfNull(classNames);
        ArgumentNullException.ThrowIfNull(generator);
        (Generator, Latent, Image, Range, ClassNames) = (generator, latent, image, range, classNames);
        _hasStyle = generator.Has<StyleMapping>();
        _styled = generator is Sequential { HasStyle: true } chain ? chain : null;
    }

    /// <summary>From noise (N, latent) to images (N, C, H, W).</summary>
    public Module Generator { get; }

    /// <summary>The noise that the generator takes.</summary>
    public Latent Latent { get; }

    /// <summary>The size of the images.</summary>
    public ImageShape Image { get; }

    /// <summary>The range of the pixels.</summary>
    public PixelRange Range { get; }

    /// <summary>The classes that can be asked for; empty if the generator is unconditional.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>
    /// How far noise is from its mean, relative to the noise of the training, above 0 and at most 1; 1 by default.
    /// Smaller values give more typical and less varied images. If the generator has styles, they are moved towards
    /// their mean instead of the noise (<see cref="Pass.Truncation"/>).
    /// </summary>
    /// <remarks>Marchesi 2017, https://arxiv.org/abs/1706.00082; Brock et al. 2019, https://arxiv.org/abs/1809.11096,
    /// which names it truncation.</remarks>
    public double Truncation { get; private init; } = 1;

    /// <summary>Whether the generator has styles, which can be mixed and moved (<see cref="StyleMapping"/>).</summary>
    public bool HasStyles => _styled is not null;

    /// <summary>Whether the generator takes a class for each image.</summary>
    public bool IsConditional => ClassNames.Count > 0;

    /// <summary>Returns a sampler of the same generator with another <see cref="Truncation"/>.</summary>
    /// <exception cref="GanSharpException">The truncation is not above 0 and at most 1.</exception>
    public Sampler WithTruncation(double truncation)
    {
        RequireTruncation(truncation);
        return new(Generator, Latent, Image, Range, ClassNames) { Truncation = truncation };
    }

    /// <summary>Checks a value of <see cref="Truncation"/>.</summary>
    internal static void RequireTruncation(double truncation) => GanSharpException.Require(
        truncation is > 0 and <= 1,
        $"truncation is {Numbers.Format(truncation)}; it must be above 0 and at most 1");

    /// <summary>Generates images from noise.</summary>
    /// <param name="noise">Shape (N, latent size).</param>
    /// <param name="labels">The class of each image; null for an unconditional generator.</param>
    /// <param name="cancellation">Ends the work between two batches.</param>
    /// <returns>Shape (N, C, H, W), pixels in <see cref="Range"/>.</returns>
    /// <exception cref="GanSharpException">
    /// The noise has another size, there are labels for an unconditional generator or none for a conditional one, or a
    /// label is not a class.
    /// </exception>
    public Tensor Generate(Tensor noise, int[]? labels = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(noise);
        using var draw = MeasuredDraw.Start(noise.Shape.Rank == 0 ? 0 : noise.Shape[0]);
        Check(noise, labels);
        using var untracked = Tape.Pause();
        var result = Tensor.Empty([noise.Shape[0], Image.Channels, Image.Height, Image.Width]);
        for (var start = 0; start < noise.Shape[0]; start += BatchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = new TensorScope();
            var count = Math.Min(BatchSize, noise.Shape[0] - start);
            InPlace.CopyRows(
                result, start, ForwardBatch(noise.Slice(0, start, count), labels?[start..(start + count)]));
        }
        draw.Done();
        return result;
    }

    /// <summary>Returns the style of each noise vector, shape (N, size), for generators that have styles.</summary>
    /// <exception cref="GanSharpException">The generator has no styles.</exception>
    internal Tensor Styles(Tensor noise, int[]? labels)
    {
        CheckLabels(labels, noise.Shape[0]);
        using var untracked = Tape.Pause();
        return _styled?.StyleOf(noise, new Pass(Mode.Evaluate, labels) { Truncation = Truncation })
            ?? throw new GanSharpException("this generator has no styles; those of stylegan2 have");
    }

    /// <summary>Generates one batch of images.</summary>
    internal Tensor ForwardBatch(Tensor noise, int[]? labels, Func<Tensor, Style>? restyle = null) => Generator.Forward(
        _hasStyle ? noise : Latent.Truncate(noise, Truncation),
        new Pass(Mode.Evaluate, labels) { Truncation = Truncation, Restyle = restyle });

    /// <summary>Generates images as bytes (NCHW), a batch at a time.</summary>
    /// <param name="count">Number of images.</param>
    /// <param name="noise">
    /// Returns the noise of some images, given the first of them and their number; called in order.
    /// </param>
    /// <param name="labels">The class of each image; null for an unconditional generator.</param>
    /// <param name="cancellation">Ends the work between two batches.</param>
    /// <param name="restyle">
    /// Makes the styles of some images, given the first of them, from those of their noise; null to keep them.
    /// </param>
    /// <param name="processes">The processes that share the work; this one alone by default.</param>
    internal byte[] Pixels(
        int count, Func<int, int, Tensor> noise, int[]? labels, CancellationToken cancellation,
        Func<int, Tensor, Style>? restyle = null, ProcessGroup? processes = null)
    {
        using var draw = MeasuredDraw.Start(count);
        using var untracked = Tape.Pause();
        var pixels = new byte[Image.BytesOf(count, "the samples")];
        var next = 0;
        (processes ?? ProcessGroup.Single).Share<byte>(count, BatchSize, pixels, Generate, cancellation);
        draw.Done();
        return pixels;

        void Generate(int start, int size, Span<byte> target)
        {
            using var batch = new TensorScope();
            for (; next < start; next += BatchSize)
                noise(next, BatchSize); // of a batch that another process generates
            var (rows, own) = (noise(start, size), labels?[start..(start + size)]);
            Check(rows, own);
            ToBytes(ForwardBatch(rows, own, restyle is null ? null : w => restyle(start, w)), target);
            next += size;
        }
    }

    private void ToBytes(Tensor images, Span<byte> target)
    {
        var buffer = ArrayPool<float>.Shared.Rent(target.Length);
        var values = buffer.AsSpan(0, target.Length);
        images.CopyTo(values);
        Range.ToBytes(values, target);
        ArrayPool<float>.Shared.Return(buffer);
    }

    /// <summary>
    /// The table of every noise vector with every class, row by row: one row per vector, one column per class.
    /// </summary>
    /// <param name="noise">Shape (rows, latent size).</param>
    /// <param name="classes">The classes of the columns.</param>
    /// <returns>Noise and labels for <see cref="Generate"/>, and the number of columns.</returns>
    public static (Tensor Noise, int[] Labels, int Columns) Table(Tensor noise, int[] classes)
    {
        ArgumentNullException.ThrowIfNull(noise);
        ArgumentNullException.ThrowIfNull(classes);
        var layout = SampleLayout.Table(noise.Shape[0], classes.Length);
        var cells = Enumerable.Range(0, (int)layout.Count).ToArray();
        return (
            noise.Embedding([.. cells.Select(layout.VectorOf)]),
            [.. cells.Select(cell => classes[layout.ClassOf(cell)])],
            layout.Columns);
    }

    /// <summary>
    /// Writes the names of the classes over a grid with one column per class; returns that of an unconditional
    /// generator unchanged.
    /// </summary>
    internal Bitmap NameColumns(Bitmap grid) => ColumnNames.Above(grid, Image, [.. ClassNames.Index()]);

    /// <summary>Returns the number of a class; null for an unconditional generator.</summary>
    /// <param name="name">The name or number of the class; null if none was asked for.</param>
    /// <param name="orFirst">Whether no name means the first class; otherwise null is returned.</param>
    /// <exception cref="GanSharpException">There is no such class, or the generator is unconditional.</exception>
    public int? LabelOf(string? name, bool orFirst = false)
    {
        GanSharpException.Require(
            name is null || IsConditional,
            "this generator was trained without classes, so no class can be asked for; leave the label out");
        return name is not null ? Data.ClassNames.Find(ClassNames, name) : IsConditional && orFirst ? 0 : null;
    }

    /// <summary>The labels of images that all have one class; null for an unconditional generator.</summary>
    internal static int[]? SameForAll(int? label, int count) =>
        label is { } one ? [.. Enumerable.Repeat(one, count)] : null;

    private void Check(Tensor noise, int[]? labels)
    {
        if (noise.Shape.Rank != 2 || noise.Shape[1] != Latent.Size)
            throw new GanSharpException(
                $"noise of shape {noise.Shape} does not fit this generator; it takes (N, {Latent.Size})");
        CheckLabels(labels, noise.Shape[0]);
    }

    private void CheckLabels(int[]? labels, int count)
    {
        if (labels is null && IsConditional)
            throw new GanSharpException(
                $"this generator needs a class for each image; choose from {string.Join(", ", ClassNames)}");
        if (labels is null)
            return;
        if (!IsConditional)
            throw new GanSharpException(
                "this generator was trained without classes, so no class can be asked for; leave the labels out");
        if (labels.Length != count)
            throw new GanSharpException(
                $"{Plural.Of(count, "image")} but {Plural.Of(labels.Length, "label")}; give every image one label");
        foreach (var label in labels)
        {
            if (label < 0 || label >= ClassNames.Count)
                throw new GanSharpException(
                    $"label {label} is not one of the {ClassNames.Count} classes: {string.Join(", ", ClassNames)}");
        }
    }
}
