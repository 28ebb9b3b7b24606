using GanSharp.Metrics.Features;
using GanSharp.Tensors;
using GanSharp.Text;
using static GanSharp.GanSharpException;

namespace GanSharp.Metrics;

/// <summary>
/// Compares features of samples with those of real images. <see cref="Evaluator"/> does this for images; use this class
/// if you already have features.
/// </summary>
/// <example><code>
/// var evaluation = new FeatureReference(network.Of(test), network.ClassNames).Compare(network.Of(samples));
/// Console.WriteLine(evaluation.Figures["fid"].Value);
/// </code></example>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed class FeatureReference
{
    /// <summary>
    /// The largest number of images on either side for figures of pairs (KID and manifolds). Of more images, that many
    /// are used, evenly spaced, since the time grows with the square.
    /// </summary>
    public const int MostInPairs = 20_000;

    /// <summary>
    /// The largest number of features for figures with many eigenvalue decompositions: the interval of <c>fid</c>, and
    /// distances of classes. The time of each grows with the cube of the features: minutes for 2,048.
    /// </summary>
    public const int MostFeatures = 512;

    private const int Fewest = 2;
    private const string NoClasses = "the features do not distinguish the classes of the images";

    private readonly Lock _gate = new();
    private readonly FeatureSet _set;
    private readonly IReadOnlyList<string> _classNames;
    private readonly EvaluationOptions _options;
    private readonly string _name;
    private RealFeatures? _real;

    /// <summary>A reference. The statistics of the real images are computed at the first comparison.</summary>
    /// <param name="real">Features of real images, two or more.</param>
    /// <param name="classNames">
    /// The classes of the logits; numbers from 0 by default. An empty list means that the logits are not of the images'
    /// classes, so that only the inception score uses them.
    /// </param>
    /// <param name="options">Options; the defaults if null.</param>
    /// <param name="name">The name of the features in results.</param>
    /// <exception cref="GanSharpException">
    /// An option is out of range, there are fewer than two images, a feature is not finite, or logits or labels do not
    /// fit.
    /// </exception>
    public FeatureReference(
        FeatureSet real, IReadOnlyList<string>? classNames = null, EvaluationOptions? options = null,
        string name = "features")
    {
        ArgumentNullException.ThrowIfNull(real);
        (_set, _options, _name) = (real, options ?? new(), name);
        _classNames = real.Logits is null
            ? []
            : classNames ?? [.. Enumerable.Range(0, real.Logits.Shape[1]).Select(label => $"{label}")];
        _options.Validate();
        Check(real, "the real images");
    }

    /// <summary>
    /// Compares samples with the real images; the figures have no floors, which need training images.
    /// </summary>
    /// <param name="samples">Features of the samples, by the same network.</param>
    /// <param name="progress">Receives the share done, from 0 to 1.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="GanSharpException">
    /// There are fewer than two samples, they have other features or classes, or a feature is not finite.
    /// </exception>
    public Evaluation Compare(
        FeatureSet samples, IProgress<double>? progress = null,
        CancellationToken cancellation = default) => Compare(samples, _options.Resamples, progress, cancellation);

    internal Evaluation Compare(
        FeatureSet samples, int resamples, IProgress<double>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(samples);
        Check(samples, "the samples");
        using var untracked = Tape.Pause();
        using var scope = new TensorScope();
        var real = Statistics(cancellation);
        progress?.Report(0.3);
        var bootstrap = new Bootstrap(resamples, _options.Seed, cancellation);
        var vectors = samples.Vectors.ToDoubles();
        var figures = new FigureCollector();
        AddFrechet(figures, real, vectors, bootstrap, cancellation);
        progress?.Report(0.6);
        AddPairs(figures, real, vectors.AtMost(MostInPairs), bootstrap, cancellation);
        progress?.Report(0.9);
        var evaluation = new Evaluation(_name, samples.Count, _set.Count) { Figures = figures.Figures };
        if (samples.Logits is { } logits)
        {
            figures.Add("inception-score", logits.Shape[1] < 2 ? "the features distinguish only one class" : null,
                () => bootstrap.Estimate(
                    samples.Count, new InceptionScore.Probabilities(logits).Score, least: 1, most: logits.Shape[1]));
        }
        else
            figures.Miss("inception-score", NoClasses);
        if (samples.Logits is not null && real.Predicted is not null)
            evaluation = new ClassComparison(_classNames, real, _set.Labels).Add(
                evaluation, figures, samples with { Vectors = vectors }, bootstrap);
        else
            ClassComparison.Miss(figures, NoClasses);
        progress?.Report(1);
        return evaluation with { Missing = figures.Missing };
    }

    /// <summary>The features of the real images.</summary>
    internal FeatureSet Real => _set;

    private RealFeatures Statistics(CancellationToken cancellation)
    {
        lock (_gate)
            return _real ??= new(_set, _classNames.Count, _options.Neighbours, cancellation);
    }

    private void AddFrechet(
        FigureCollector figures, RealFeatures real, Tensor vectors, Bootstrap bootstrap, CancellationToken cancellation)
    {
        var hasInterval = vectors.Shape[1] <= MostFeatures;
        if (!hasInterval && bootstrap.Resamples > 0)
            figures.Miss("fid interval", $"{vectors.Shape[1]} features take too long; the limit is {MostFeatures}");
        var resampling = hasInterval ? bootstrap : new(0, _options.Seed, cancellation);
        figures.Add(
            "fid", null,
            () => resampling.Estimate(
                vectors.Shape[0], counts => FrechetDistance.Between(real.Gaussian, vectors, counts)));
    }

    /// <summary>
    /// If a set has no more images than neighbours, each ball of its manifold contains the whole set, and is useless.
    /// </summary>
    private void AddPairs(
        FigureCollector figures, RealFeatures real, Tensor vectors, Bootstrap bootstrap, CancellationToken cancellation)
    {
        figures.Add("kid", null, () => Kernel(real, vectors, bootstrap, cancellation));
        if (bootstrap.Resamples > 1 && figures.Figures.TryGetValue("kid", out var kid) && kid.Low is null)
            figures.Miss(
                "kid interval",
                $"{vectors.Shape[0]} samples are too few; some resamples contain only one of them and have no pairs");
        var overlap = ManifoldOverlap.Between(vectors, real.Few, real.SquaredRadii, _options.Neighbours, cancellation);
        var (ofReal, ofSamples) = (TooFew(real.Few.Shape[0], "real images"), TooFew(vectors.Shape[0], "samples"));
        figures.Add("precision", ofReal, () => bootstrap.Estimate(vectors.Shape[0], overlap.PrecisionOf, most: 1));
        figures.Add("recall", ofSamples, () => bootstrap.Estimate(real.Few.Shape[0], overlap.RecallOf, most: 1));
        figures.Add("density", ofReal, () => bootstrap.Estimate(vectors.Shape[0], overlap.DensityOf));
        figures.Add("coverage", ofReal, () => bootstrap.Estimate(real.Few.Shape[0], overlap.CoverageOf, most: 1));

        string? TooFew(int count, string what) => count > _options.Neighbours ? null
            : $"{count} {what} have no manifold of {_options.Neighbours} neighbours; "
                + $"it takes more than {_options.Neighbours}";
    }

    /// <summary>
    /// Computes all resamples together: each is a column with the number of occurrences of each sample, 1 in the first.
    /// </summary>
    private static Figure Kernel(RealFeatures real, Tensor vectors, Bootstrap bootstrap, CancellationToken cancellation)
    {
        using var scope = new TensorScope();
        var counts = bootstrap.Counts(vectors.Shape[0]);
        var table = Tensor.Ones([vectors.Shape[0], counts.Length + 1], DType.F64);
        for (var i = 0; i < vectors.Shape[0]; i++)
            for (var resample = 0; resample < counts.Length; resample++)
                table.AsSpan<double>()[i * (counts.Length + 1) + resample + 1] = counts[resample][i];
        var (within, across) = (
            KernelDistance.Within(vectors, table, cancellation),
            KernelDistance.Across(vectors, real.Few, table, cancellation));
        var distances = within.Zip(across, (own, other) => own + real.KernelMean - 2 * other).ToArray();
        return Bootstrap.Estimate(distances[0], distances[1..], least: double.NegativeInfinity);
    }

    private void Check(FeatureSet set, string whose)
    {
        var (size, classes) = (_set.Vectors.Shape[_set.Vectors.Shape.Rank - 1], _classNames.Count);
        Require(set.Vectors.Shape.Rank != 2 || set.Count >= Fewest,
            $"{whose}: {(set.Count == 1 ? "1 image is" : $"{set.Count} images are")} too few to compare; "
                + $"give {Fewest} or more, and thousands for meaningful figures");
        Require(set.Vectors.Shape.Rank == 2 && set.Vectors.Shape[1] == size,
            $"features of {whose} have shape {set.Vectors.Shape}; expected (N, {size})");
        Require(
            set.Logits is null
                || (
                    set.Logits.Shape.Rank == 2
                    && set.Logits.Shape[0] == set.Count
                    && (classes == 0 || set.Logits.Shape[1] == classes)),
            $"logits of {whose} have shape {set.Logits?.Shape}; expected ({set.Count}, {classes})");
        Require(
            set.Labels is null || set.Labels.Length == set.Count,
            $"{Plural.Of(set.Count, "image")} but {Plural.Of(set.Labels?.Length ?? 0, "label")}; "
                + "give every image one label");
        Require(classes == 0 || set.Labels is null || set.Labels.All(label => (uint)label < (uint)classes),
            $"a label of {whose} is not one of the {classes} classes");
        Require(AllFinite(set.Vectors) && (set.Logits is null || AllFinite(set.Logits)),
            $"a feature of {whose} is not a finite number; use another feature network");
    }

    private static bool AllFinite(Tensor tensor)
    {
        foreach (var value in tensor.AsSpan<float>())
        {
            if (!float.IsFinite(value))
                return false;
        }
        return true;
    }
}
