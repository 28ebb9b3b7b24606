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
    private readonly DataLoader _loader;
    private readonly RandomStream _shifts;
    private readonly Adam _optimizer;
    private readonly ImageShape _image;

    /// <summary>A training that has not started.</summary>
    public ClassifierTrainer(ClassifierTraining options, ImageDataset data, CancellationToken cancellation)
    {
        if (data.Labels is null)
            throw new GanSharpException($"{data.Name}: there are no labels to learn; use data with labels");
        if (data.Count < 2)
            throw new GanSharpException($"{data.Name}: one image is too few to learn from; add images");
        data = data.Resized(Math.Min(data.ImageShape.Height, data.ImageShape.Width), cancellation);
        (_image, _learningRate, _maxShift, _epochs) = (
            data.ImageShape, options.LearningRate, options.MaxShift, options.EpochsFor(data.Count));
        _batchSize = Math.Min(options.BatchSize, data.Count);
        Network = new(data.Name, _image, data.ClassNames, Classifier.LayersFor(_image.Height))
        {
            Dataset = data.Name,
            Training = string.Create(CultureInfo.InvariantCulture,
                $"{Plural.Of(data.Count, "image")}, {Plural.Of(_epochs, "epoch")}, batches of {_batchSize}, ")
                + string.Create(CultureInfo.InvariantCulture,
                    $"Adam from {_learningRate}, shifts up to {_maxShift}, seed {options.Seed}"),
        };
        Network.Network.Initialize(new FanInNormalInit(), new RandomStream("init-classifier", options.Seed));
        _loader = new(data, _batchSize, PixelRange.Unit, new RandomStream("classifier-data", options.Seed));
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
                new(step + 1, steps, step / _stepsPerEpoch + 1, _epochs, loss / seen, (double)right / seen));
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
        var logits = Network.Network.Forward(Shifted(batch), new Pass(Mode.Train));
        var loss = ClassError.Of(logits, batch.Labels);
        _optimizer.Step(Grad.Of(loss, Network.Network.Parameters));
        return (loss.ToArray<double>()[0], ClassError.CountRight(logits, batch.Labels));
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
}
