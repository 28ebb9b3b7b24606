using System.Globalization;
using GanSharp.Data;
using GanSharp.Init;
using GanSharp.Nn;
using GanSharp.Optim;
using GanSharp.Tensors;
using GanSharp.Terms;
using GanSharp.Text;

namespace GanSharp.Metrics.Features;

/// <summary>One training of a classifier.</summary>
internal sealed class ClassifierTrainer : IDisposable
{
    private readonly double _learningRate;
    private readonly int _maxShift, _epochs, _batchSize, _stepsPerEpoch;
    private readonly FeatureTask _task;
    private readonly DataLoader _loader;
    private readonly RandomStream _shifts;
    private readonly Adam _optimizer;
    private readonly ImageShape _image;

    /// <summary>A training that has not started.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="data">The images; for rotations they need no labels, for groups these are the groups.</param>
    /// <param name="task">What the classifier shall tell apart.</param>
    /// <param name="cancellation">Ends the work.</param>
    public ClassifierTrainer(
        ClassifierTraining options, ImageDataset data, FeatureTask task, CancellationToken cancellation)
    {
        if (data.Labels is null && task != FeatureTask.Rotations)
            throw new GanSharpException($"{data.Name}: there are no labels to learn; use data with labels");
        if (data.Count < 2)
            throw new GanSharpException($"{data.Name}: one image is too few to learn from; add images");
        data = data.Resized(Math.Min(data.ImageShape.Height, data.ImageShape.Width), cancellation);
        (_image, _learningRate, _maxShift, _epochs, _task) = (
            data.ImageShape, options.LearningRate, options.MaxShift, options.EpochsFor(data.Count), task);
        var views = task == FeatureTask.Rotations ? Rotation.Names.Count : 1;
        var images = Math.Min(Math.Max(1, options.BatchSize / views), data.Count);
        _batchSize = views * images;
        var answers = task == FeatureTask.Rotations ? Rotation.Names : data.ClassNames;
        Network = new(data.Name, _image, answers, Classifier.LayersFor(_image.Height), task)
        {
            Dataset = data.Name,
            Training = string.Create(CultureInfo.InvariantCulture,
                $"{Plural.Of(data.Count, "image")}{TaskText(answers)}, {Plural.Of(_epochs, "epoch")}, ")
                + string.Create(CultureInfo.InvariantCulture, $"batches of {_batchSize}, ")
                + string.Create(CultureInfo.InvariantCulture,
                    $"Adam from {_learningRate}, shifts up to {_maxShift}, seed {options.Seed}"),
        };
        Network.Network.Initialize(new FanInNormalInit(), new RandomStream("init-classifier", options.Seed));
        _loader = new(data, images, PixelRange.Unit, new RandomStream("classifier-data", options.Seed));
        _stepsPerEpoch = _loader.BatchesPerEpoch;
        _shifts = new("classifier-shifts", options.Seed);
        _optimizer = new(Network.Network.Parameters, new AdamOptions(_learningRate));
    }

    /// <summary>The network in training.</summary>
    public ClassifierNetwork Network { get; }

    /// <summary>Trains to the end.</summary>
    /// <exception cref="GanSharpException">The loss is no longer finite.</exception>
    public void Run(IProgress<ClassifierProgress>? progress, CancellationToken cancellation)
    {
        var (steps, loss, right, seen) = (_epochs * _stepsPerEpoch, 0.0, 0, 0);
        for (var step = 0; step < steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (step % _stepsPerEpoch == 0)
                (loss, right, seen) = (0, 0, 0);
            _optimizer.LearningRate = _learningRate * (1 + Math.Cos(Math.PI * step / steps)) / 2;
            var (stepLoss, stepRight) = Step(_loader.Next());
            if (!double.IsFinite(stepLoss))
                throw new GanSharpException(
                    $"the loss of step {step + 1} is {stepLoss}; choose a smaller learning rate");
            (loss, right, seen) = (loss + stepLoss * _batchSize, right + stepRight, seen + _batchSize);
            progress?.Report(
                new(step + 1, steps, step / _stepsPerEpoch + 1, _epochs, loss / seen, (double)right / seen)
                {
                    Task = _task,
                });
        }
    }

    /// <summary>Stops loading images.</summary>
    public void Dispose() => _loader.Dispose();

    /// <summary>
    /// Trains on a batch; returns its loss and the number of images classified correctly before the step.
    /// </summary>
    private (double Loss, int Right) Step(Batch batch)
    {
        using var scope = new TensorScope();
        var shifted = Shifted(batch);
        var (pixels, labels) = _task == FeatureTask.Rotations ? Rotated(shifted) : (shifted, batch.Labels);
        var logits = Network.Network.Forward(pixels, new Pass(Mode.Train));
        var loss = ClassError.Of(logits, labels);
        _optimizer.Step(Grad.Of(loss, Network.Network.Parameters));
        return (loss.ToArray<double>()[0], ClassError.CountRight(logits, labels));
    }

    /// <summary>The images of a batch, each moved by a random amount.</summary>
    private Tensor Shifted(Batch batch)
    {
        if (_maxShift == 0)
            return batch.ToTensor();
        var pixels = Tensor.Empty(batch.Shape);
        var amounts = _shifts.Integers(2 * batch.Shape[0], 2 * _maxShift + 1);
        for (var i = 0; i < batch.Shape[0]; i++)
        {
            var place = i * _image.Count;
            ImageShift.Apply(
                batch.Pixels.AsSpan(place, _image.Count), pixels.AsSpan<float>().Slice(place, _image.Count), _image,
                amounts[2 * i] - _maxShift, amounts[2 * i + 1] - _maxShift);
        }
        return pixels;
    }

    /// <summary>Each image in all rotations, with the number of quarter turns as its label.</summary>
    private (Tensor Pixels, int[] Labels) Rotated(Tensor images)
    {
        var (count, turns) = (images.Shape[0], Rotation.Names.Count);
        var pixels = Tensor.Empty([turns * count, _image.Channels, _image.Height, _image.Width]);
        var labels = new int[turns * count];
        for (var place = 0; place < labels.Length; place++)
        {
            labels[place] = place / count;
            Rotation.Apply(
                images.AsSpan<float>().Slice(place % count * _image.Count, _image.Count),
                pixels.AsSpan<float>().Slice(place * _image.Count, _image.Count), _image.Width, labels[place]);
        }
        return (pixels, labels);
    }

    private string TaskText(IReadOnlyList<string> answers) => _task switch
    {
        FeatureTask.Rotations => $" in {answers.Count} rotations",
        FeatureTask.Groups => $" in {answers.Count} groups of similar ones",
        _ => "",
    };
}
