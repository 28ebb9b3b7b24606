using GanSharp.Tensors;
using static GanSharp.GanSharpException;

namespace GanSharp.Metrics;

/// <summary>
/// Features of real images that those of samples are held against. <see cref="Evaluator"/> does this with images; this is for whoever has features
/// already.
/// </summary>
/// <example><code>
/// var evaluation = new FeatureReference(network.Of(test), network.ClassNames).Compare(network.Of(samples));
/// Console.WriteLine(evaluation.Figures["fid"].Value);
/// </code></example>
public sealed class FeatureReference
{
    /// <summary>
    /// Most images of either side of which pairs are made, for KID and manifolds: of more, that many at equal distances, since the time grows with the
    /// square.
    /// </summary>
    public const int MostInPairs = 20_000;

    /// <summary>
    /// Most features for what takes many eigenvalue decompositions: an interval of <c>fid</c>, and distances of classes. One takes time with the cube of
    /// the features, minutes for 2,048.
    /// </summary>
    public const int MostFeatures = 512;

    private const int Fewest = 2;

    private readonly Lock _gate = new();
    private readonly FeatureSet _set;
    private readonly IReadOnlyList<string> _classNames;
    private readonly EvaluationOptions _options;
    private readonly string _name;
    private RealFeatures? _real;

    /// <summary>A reference; what is known of the real images is computed when they are first compared.</summary>
    /// <param name="real">Features of real images, two or more.</param>
    /// <param name="classNames">
    /// The classes of the logits; numbers from 0 by default. Where there are none, the logits are not those of the images' classes, and only the inception
    /// score is computed of them.
    /// </param>
    /// <param name="options">How to evaluate; defaults where null.</param>
    /// <param name="name">What the features are called in results.</param>
    /// <exception cref="GanSharpException">
    /// An option is out of range, there are fewer than two images, a feature is not finite, or logits and labels do not fit.
    /// </exception>
    public FeatureReference(FeatureSet real, IReadOnlyList<string>? classNames = null, EvaluationOptions? options = null, string name = "features")
    {
        ArgumentNullException.ThrowIfNull(real);
        (_set, _options, _name) = (real, options ?? new(), name);
        _classNames = real.Logits is null ? [] : classNames ?? [.. Enumerable.Range(0, real.Logits.Shape[1]).Select(label => $"{label}")];
        _options.Validate();
        Check(real, "the real images");
    }

    /// <summary>The figures of samples; without floors, which need more images.</summary>
    /// <param name="samples">Features of the samples, by the same network.</param>
    /// <param name="progress">Told the share that is done, from 0 to 1.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="GanSharpException">There are fewer than two samples, of other features or classes, or one is not finite.</exception>
    public Evaluation Compare(FeatureSet samples, IProgress<double>? progress = null, CancellationToken cancellation = default) =>
        Compare(samples, _options.Resamples, progress, cancellation);

    internal Evaluation Compare(FeatureSet samples, int resamples, IProgress<double>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(samples);
        Check(samples, "the samples");
        using var untracked = Tape.Pause();
        using var scope = new TensorScope();
        var real = Real(cancellation);
        progress?.Report(0.3);
        var bootstrap = new Bootstrap(resamples, _options.Seed, cancellation);
        var vectors = samples.Vectors.ToDoubles();
        var figures = new Dictionary<string, Figure>(StringComparer.Ordinal)
        {
            ["fid"] = Frechet(real, vectors, vectors.Shape[1] > MostFeatures ? new(0, _options.Seed, cancellation) : bootstrap),
        };
        progress?.Report(0.6);
        AddPairs(figures, real, vectors.AtMost(MostInPairs), bootstrap, cancellation);
        progress?.Report(0.9);
        var evaluation = new Evaluation(_name, samples.Count, _set.Count) { Figures = figures };
        if (samples.Logits is { } logits)
            figures["inception-score"] = bootstrap.Estimate(samples.Count, new InceptionScore.Probabilities(logits).Score, 1, logits.Shape[1]);
        if (samples.Logits is not null && real.Predicted is not null)
            evaluation = AddClasses(evaluation, figures, real, samples with { Vectors = vectors }, bootstrap);
        progress?.Report(1);
        return evaluation;
    }

    private RealFeatures Real(CancellationToken cancellation)
    {
        lock (_gate)
            return _real ??= new(_set, _classNames.Count, _options.Neighbours, cancellation);
    }

    private static Figure Frechet(RealFeatures real, Tensor vectors, Bootstrap bootstrap) =>
        bootstrap.Estimate(vectors.Shape[0], counts => FrechetDistance.Between(real.Gaussian, vectors, counts));

    private void AddPairs(Dictionary<string, Figure> figures, RealFeatures real, Tensor vectors, Bootstrap bootstrap, CancellationToken cancellation)
    {
        figures["kid"] = Kernel(real, vectors, bootstrap, cancellation);
        var overlap = ManifoldOverlap.Between(vectors, real.Few, real.SquaredRadii, _options.Neighbours, cancellation);
        figures["precision"] = bootstrap.Estimate(vectors.Shape[0], overlap.PrecisionOf, most: 1);
        figures["recall"] = bootstrap.Estimate(real.Few.Shape[0], overlap.RecallOf, most: 1);
        figures["density"] = bootstrap.Estimate(vectors.Shape[0], overlap.DensityOf);
        figures["coverage"] = bootstrap.Estimate(real.Few.Shape[0], overlap.CoverageOf, most: 1);
    }

    /// <summary>All resamples at once: each is a column of how often a sample is there, the first of once each.</summary>
    private static Figure Kernel(RealFeatures real, Tensor vectors, Bootstrap bootstrap, CancellationToken cancellation)
    {
        using var scope = new TensorScope();
        var counts = bootstrap.Counts(vectors.Shape[0]);
        var table = Tensor.Ones([vectors.Shape[0], counts.Length + 1], DType.F64);
        for (var i = 0; i < vectors.Shape[0]; i++)
            for (var resample = 0; resample < counts.Length; resample++)
                table.AsSpan<double>()[i * (counts.Length + 1) + resample + 1] = counts[resample][i];
        var (within, across) = (KernelDistance.Within(vectors, table, cancellation), KernelDistance.Across(vectors, real.Few, table, cancellation));
        var distances = within.Zip(across, (own, other) => own + real.KernelMean - 2 * other).ToArray();
        return Bootstrap.Estimate(distances[0], distances[1..], least: double.NegativeInfinity);
    }

    private Evaluation AddClasses(Evaluation evaluation, Dictionary<string, Figure> figures, RealFeatures real, FeatureSet samples, Bootstrap bootstrap)
    {
        var classes = _classNames.Count;
        var predicted = ClassFigures.Predict(samples.Logits!);
        var (counts, realCounts) = (ClassFigures.Count(predicted, classes), ClassFigures.Count(real.Predicted!, classes));
        figures["class-kl"] = bootstrap.Estimate(
            samples.Count, drawn => ClassFigures.Divergence(ClassFigures.Count(predicted, classes, drawn), realCounts));
        figures["modes"] = new(ClassFigures.Modes(counts));
        if (samples.Labels is { } asked)
            figures["class-accuracy"] = bootstrap.Estimate(samples.Count, drawn => ClassFigures.Accuracy(predicted, asked, drawn), most: 1);
        var distances = ClassDistances(real, samples, predicted);
        if (distances.Any(distance => distance.HasValue))
            figures["class-fid"] = new(distances.Average()!.Value);
        return evaluation with
        {
            ClassNames = _classNames,
            ClassCounts = counts,
            ReferenceClassCounts = realCounts,
            ClassFrechetDistances = [.. distances.Select(distance => distance ?? 0)],
        };
    }

    /// <summary>By labels where both sides have them, else by what the network sees.</summary>
    private double?[] ClassDistances(RealFeatures real, FeatureSet samples, int[] predicted)
    {
        var byLabel = samples.Labels is not null && real.HasLabels;
        if (real.ByClass(byLabel) is not { } ofReal)
            return [];
        var ofSamples = RealFeatures.OfClasses(samples.Vectors, byLabel ? samples.Labels! : predicted, _classNames.Count);
        var ofAll = Gaussian.Of(samples.Vectors);
        return [.. ofReal.Zip(ofSamples, (a, b) => a is null ? (double?)null : FrechetDistance.Between(a, b ?? ofAll))];
    }

    private void Check(FeatureSet set, string whose)
    {
        var (size, classes) = (_set.Vectors.Shape[_set.Vectors.Shape.Rank - 1], _classNames.Count);
        Require(set.Vectors.Shape.Rank == 2 && set.Count >= Fewest && set.Vectors.Shape[1] == size,
            $"features of {whose} have shape {set.Vectors.Shape}; expected (N, {size}) with at least {Fewest} images");
        Require(set.Logits is null || (set.Logits.Shape.Rank == 2 && set.Logits.Shape[0] == set.Count && (classes == 0 || set.Logits.Shape[1] == classes)),
            $"logits of {whose} have shape {set.Logits?.Shape}; expected ({set.Count}, {classes})");
        Require(set.Labels is null || set.Labels.Length == set.Count, $"{set.Labels?.Length} labels were given for {set.Count} images");
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
