using GanSharp.Data;
using GanSharp.Sampling;
using GanSharp.Tensors;
using GanSharp.Training.Checkpoints;

namespace GanSharp.Training.Health;

/// <summary>
/// Compares samples of fixed noise with real images, without a network: the distance of two images is that of their
/// pixels, at a resolution near <see cref="Side"/>.
/// </summary>
internal sealed class SampleMonitor
{
    private const int Samples = 256, RealImages = 1000, Followed = 64, Side = 32, AtATime = 64;

    private readonly Sampler _sampler;
    private readonly ImageDataset _data;
    private readonly int _scale;
    private readonly Tensor _noise, _real, _before;
    private readonly int[]? _labels, _realLabels;
    private readonly double _realDistance;
    private readonly double? _realDistanceWithin;
    private bool _hasBefore;

    /// <summary>
    /// A monitor with noise from <paramref name="stream"/>. The samples of a conditional generator have the classes in
    /// the proportions of the data.
    /// </summary>
    public SampleMonitor(Sampler sampler, ImageDataset data, RandomStream stream)
    {
        (_sampler, _data) = (sampler, data.Subsample(RealImages));
        var image = data.ImageShape;
        _scale = Math.Clamp(Math.Max(image.Height, image.Width) / Side, 1, Math.Min(image.Height, image.Width));
        _noise = sampler.Latent.Draw(Samples, stream);
        _realLabels = _data.Labels is { } labels ? Array.ConvertAll(labels, label => (int)label) : null;
        _labels = sampler.IsConditional ? InProportion(_realLabels!) : null;
        _real = Points(_data.Count, RealAt);
        _before = Tensor.Zeros([Followed, _real.Shape[1]]);
        using var scope = new TensorScope();
        var distances = PixelDistances.Between(_real, _real);
        var within = _labels is null ? null : _realLabels;
        _realDistance = PixelDistances.Differ(_real) ? PixelDistances.MeanOfPairs(distances)!.Value : 0;
        _realDistanceWithin =
            PixelDistances.Differ(_real, within) ? PixelDistances.MeanOfPairs(distances, within) : null;
    }

    /// <summary>Measures samples of the generator's present weights.</summary>
    public SamplesMeasured Measure(long step, int? epoch)
    {
        using var scope = new TensorScope();
        var samples = Points(
            Samples,
            (start, count) => _sampler.Generate(_noise.Slice(0, start, count), _labels?[start..(start + count)]));
        var (among, toReal) = (PixelDistances.Between(samples, samples), PixelDistances.Between(samples, _real));
        var (own, away) = (PixelDistances.MeanOfPairs(among)!.Value, PixelDistances.Mean(toReal));
        var followed = samples.Slice(0, 0, Followed);
        var change = _hasBefore ? Ratio(PixelDistances.MeanOfRows(followed - _before), _realDistance) : null;
        InPlace.Copy(_before, followed);
        _hasBefore = true;
        return new(
            step, epoch, Ratio(2 * away - own - _realDistance, 2 * away) ?? 0,
            Ratio(PixelDistances.MeanOfPairs(among, _labels), _realDistanceWithin))
        {
            Change = change,
            ClassCounts = _realLabels is null ? null : CountClasses(PixelDistances.NearestColumns(toReal)),
        };
    }

    /// <summary>Adds the state that lasts from one measurement to the next.</summary>
    public void AddTo(TrainingState state)
    {
        state.Add("judged-samples", _before);
        state.Add("judged", () => _hasBefore ? 1 : 0, value => _hasBefore = value > 0);
    }

    /// <summary>A label for each sample, in the proportions of the given ones.</summary>
    private static int[] InProportion(int[] labels)
    {
        int[] sorted = [.. labels.Order()];
        return [.. Enumerable.Range(0, Samples).Select(i => sorted[i * sorted.Length / Samples])];
    }

    private int[] CountClasses(int[] nearest)
    {
        var counts = new int[_data.Classes];
        foreach (var image in nearest)
            counts[_realLabels![image]]++;
        return counts;
    }

    /// <summary>Images as vectors, shape (count, pixels), computed some at a time.</summary>
    private Tensor Points(int count, Func<int, int, Tensor> images)
    {
        var image = _data.ImageShape;
        var points = Tensor.Empty([count, image.Channels * (image.Height / _scale) * (image.Width / _scale)]);
        for (var start = 0; start < count; start += AtATime)
        {
            using var scope = new TensorScope();
            var part = images(start, Math.Min(AtATime, count - start)).AvgPool2d(_scale, _scale).Flatten();
            InPlace.CopyRows(points, start, part);
        }
        return points;
    }

    private Tensor RealAt(int start, int count)
    {
        var image = _data.ImageShape;
        var pixels = new float[count * image.Count];
        _sampler.Range.ToFloats(_data.Slice(start, count), pixels);
        return Tensor.From(pixels, [count, image.Channels, image.Height, image.Width]);
    }

    /// <summary>a / b; null if either is unknown or b is 0, since its images do not differ.</summary>
    private static double? Ratio(double? a, double? b) => b > 0 ? a / b : null;
}
