using GanSharp.Data;
using GanSharp.IO;
using GanSharp.Metrics.Features;
using GanSharp.Mpi;
using GanSharp.Sampling;
using GanSharp.Tensors;

namespace GanSharp.Metrics;

/// <summary>
/// Evaluates samples with a feature network. The statistics of the real images are computed at the first evaluation and
/// kept for the next ones.
/// </summary>
/// <example><code>
/// var evaluator = new Evaluator(network, training, test);
/// var evaluation = evaluator.Evaluate(evaluator.Draw(GeneratorFile.Load("generator.safetensors")));
/// Console.WriteLine($"FID {evaluation.Figures["fid"].Value}, of real images {evaluation.Figures["fid"].Floor}");
/// </code></example>
/// <remarks>For one thread at a time.</remarks>
public sealed class Evaluator
{
    private readonly FeatureNetwork _network;
    private readonly ImageDataset? _training;
    private readonly ImageDataset _test;
    private readonly EvaluationOptions _options;
    private readonly Dictionary<(int Samples, bool Labelled), Evaluation> _floors = [];
    private readonly Dictionary<int, double> _accuracyFloors = [];
    private FeatureReference? _reference;
    private NearestImages? _nearest;
    private double? _medianOfTest;

    /// <summary>An evaluator that compares samples with <paramref name="test"/>.</summary>
    /// <param name="features">The network whose features are compared.</param>
    /// <param name="training">
    /// The images that the generator was trained on, for the floors and the memorisation; null for neither.
    /// </param>
    /// <param name="test">Real images not used for training, with the same classes as the samples.</param>
    /// <param name="options">Options; the defaults if null.</param>
    /// <exception cref="GanSharpException">An option is out of range.</exception>
    public Evaluator(
        FeatureNetwork features, ImageDataset? training, ImageDataset test, EvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(test);
        (_network, _training, _test, _options) = (features, training, test, options ?? new());
        _options.Validate();
    }

    /// <summary>
    /// The processes that share the work of drawing samples and computing features. All must evaluate the same, and get
    /// the figures of one process. This process alone by default.
    /// </summary>
    public ProcessGroup Processes { get; init; } = ProcessGroup.Single;

    /// <summary>
    /// Receives the features of the real images and of the samples that an evaluation compares; null, the default, for
    /// none. The tensors are freed when the evaluation ends.
    /// </summary>
    public Action<FeatureSet, FeatureSet>? Compared { get; init; }

    /// <summary>
    /// Draws samples to evaluate, with noise that depends only on the options. A conditional generator draws its
    /// classes in the proportions of the test images, matched by name, or equally often if these have no labels.
    /// </summary>
    /// <param name="sampler">The generator.</param>
    /// <param name="progress">Receives the share done, from 0 to 1.</param>
    /// <param name="cancellation">Ends the work between two batches.</param>
    /// <exception cref="GanSharpException">
    /// No test image has a class of the generator, or there would be too many images.
    /// </exception>
    public ImageDataset Draw(
        Sampler sampler, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(sampler);
        var stream = new RandomStream("evaluation", _options.Seed);
        var labels = sampler.IsConditional ? Proportions.Labels(sampler.ClassNames, _test, _options.Samples) : null;
        var pixels = sampler.Pixels(_options.Samples, NoiseAt, labels, cancellation, processes: Processes);
        progress?.Report(1);
        return new(
            "samples", pixels, sampler.Image,
            labels is null ? null : Array.ConvertAll(labels, label => (byte)label),
            sampler.ClassNames);

        Tensor NoiseAt(int start, int count)
        {
            progress?.Report((double)start / _options.Samples);
            return sampler.Latent.Draw(count, stream);
        }
    }

    /// <summary>Evaluates a generator by samples from <see cref="Draw"/>.</summary>
    /// <inheritdoc cref="Draw" path="/exception"/>
    public Evaluation Evaluate(Sampler sampler, CancellationToken cancellation = default) =>
        Evaluate(Draw(sampler, cancellation: cancellation), cancellation: cancellation);

    /// <summary>Evaluates samples: figures with their intervals and floors.</summary>
    /// <param name="samples">The samples, two or more; with labels if they come from a conditional generator.</param>
    /// <param name="progress">Receives the share done, from 0 to 1.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="GanSharpException">
    /// There are too few samples, they do not fit the network, or an accuracy score is asked for and there are no
    /// labels.
    /// </exception>
    public Evaluation Evaluate(
        ImageDataset samples, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var learned = _options.AccuracyScore && _training is not null ? 0.8 : 0;
        var accuracyScore =
            learned > 0 ? AccuracyScore(_training!, samples, new(progress, 0, learned), cancellation) : null;
        using var untracked = Tape.Pause(); // after the accuracy score, which trains a classifier
        using var scope = new TensorScope();
        var features = _network.Of(samples, Part(0, 0.2), Processes, cancellation);
        var reference = Reference(Part(0.2, 0.4), cancellation);
        var evaluation = reference.Compare(features, Part(0.4, 0.6), cancellation);
        Compared?.Invoke(reference.Real, features);
        if (_training is null)
            return evaluation with { Missing = [.. evaluation.Missing, .. WithoutTraining()] };
        var floor = Floor(_training, samples.Count, features.Labels is not null, Part(0.6, 0.8), cancellation);
        var figures = evaluation.Figures.ToDictionary(
            entry => entry.Key,
            entry => entry.Value with { Floor = floor.Figures.GetValueOrDefault(entry.Key)?.Value });
        var missing = evaluation.Missing;
        if (Memorisation(_training, samples, cancellation) is { } memorisation)
            figures["memorisation"] = memorisation;
        else
            missing =
            [
                .. missing, new("memorisation", "most of the test images are copies of training images themselves"),
            ];
        if (accuracyScore is not null)
            figures["accuracy-score"] = accuracyScore;
        progress?.Report(1);
        return evaluation with { Figures = figures, Missing = missing };

        ShareOfProgress Part(double from, double until) =>
            new(progress, learned + (1 - learned) * from, learned + (1 - learned) * until);
    }

    private IEnumerable<MissingFigure> WithoutTraining()
    {
        const string Reason = "there are no training images";
        yield return new("memorisation", Reason);
        if (_options.AccuracyScore)
            yield return new("accuracy-score", Reason);
    }

    /// <summary>
    /// Draws a picture with one row per sample, for some samples: the sample, then its nearest training images.
    /// </summary>
    /// <exception cref="GanSharpException">
    /// There are no training images, or their channels differ from those of the samples.
    /// </exception>
    /// <inheritdoc cref="NearestImages.Picture"/>
    public Bitmap NearestPicture(
        ImageDataset samples, int rows = 10, int neighbours = 7, int zoom = 2,
        CancellationToken cancellation = default) =>
        Nearest(
                _training
                    ?? throw new GanSharpException(
                        "there are no training images to search; give them to the evaluator"),
                cancellation)
            .Picture(samples, rows, neighbours, zoom, cancellation);

    private FeatureReference Reference(IProgress<double> progress, CancellationToken cancellation)
    {
        if (_reference is null)
        {
            using var remembered = TensorScope.Pause();
            _reference = new(
                _network.Of(_test, progress, Processes, cancellation), _network.ClassNames, _options, _network.Name);
        }
        return _reference;
    }

    /// <summary>
    /// Evaluates training images instead of samples: the same number, or all if there are fewer. They keep their labels
    /// only if the samples have labels, since figures of classes depend on that.
    /// </summary>
    private Evaluation Floor(
        ImageDataset training, int count, bool labelled, IProgress<double> progress, CancellationToken cancellation)
    {
        if (!_floors.TryGetValue((count, labelled), out var floor))
        {
            var features = _network.Of(training.Subsample(count), progress, Processes, cancellation);
            _floors[(count, labelled)] = floor = _reference!.Compare(
                labelled ? features : features with { Labels = null }, resamples: 0, progress: null, cancellation);
        }
        return floor;
    }

    /// <summary>
    /// <see cref="NearestImages.Ratio"/> with an interval in which the test images are fixed.
    /// </summary>
    private Figure? Memorisation(ImageDataset training, ImageDataset samples, CancellationToken cancellation)
    {
        var nearest = Nearest(training, cancellation);
        _medianOfTest ??= ImageCounts.Median(null, nearest.Distances(_test, Processes, cancellation));
        if (_medianOfTest is not (> 0 and var ofTest))
            return null;
        var distances = nearest.Distances(samples, Processes, cancellation);
        return new Bootstrap(_options.Resamples, _options.Seed, cancellation).Estimate(
            distances.Length,
            counts => counts.Median(distances) / ofTest);
    }

    private Figure AccuracyScore(
        ImageDataset training, ImageDataset samples, ShareOfProgress progress, CancellationToken cancellation)
    {
        if (samples.Labels is null)
            throw new GanSharpException(
                "the accuracy score needs samples with classes to train a classifier, but these have no classes; "
                + "leave it out");
        if (_test.Labels is null)
            throw new GanSharpException(
                $"the accuracy score tests a classifier on {_test.Name}, but its images have no classes; leave it out");
        var learning = new ClassifierTraining { Seed = _options.Seed };
        if (!_accuracyFloors.TryGetValue(samples.Count, out var floor))
            _accuracyFloors[samples.Count] = floor = learning.AccuracyScore(
                training.Subsample(samples.Count), _test, Half(0), cancellation);
        return new(learning.AccuracyScore(samples, _test, Half(0.5), cancellation)) { Floor = floor };

        StepProgress Half(double from) => new(new ShareOfProgress(progress, from, from + 0.5));
    }

    private NearestImages Nearest(ImageDataset training, CancellationToken cancellation) =>
        _nearest ??= new(training, cancellation);
}
