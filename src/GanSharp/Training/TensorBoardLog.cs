using System.Globalization;
using GanSharp.Data;
using GanSharp.IO;
using GanSharp.IO.Events;

namespace GanSharp.Training;

/// <summary>
/// The event files of a run: the numbers of every step, and for every epoch the grid of samples and a grid of real
/// images.
/// </summary>
internal sealed class TensorBoardLog : IDisposable
{
    private const string Beginning = "events.out.tfevents.", Pattern = $"{Beginning}*";

    // The last time whose seconds have ten digits.
    private const long MostSeconds = 9_999_999_999;

    private const int RealRows = 8;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly ImageDataset _data;
    private readonly TimeProvider _time;
    private readonly EventFile _file;
    private long _flushed;

    /// <summary>
    /// Starts a new file and removes what earlier files say about steps after <paramref name="step"/>.
    /// </summary>
    public TensorBoardLog(string folder, ImageDataset data, long step, TimeProvider time)
    {
        (_data, _time, _flushed) = (data, time, time.GetTimestamp());
        var earlier = Directory.GetFiles(folder, Pattern);
        Damages = [.. earlier.Select(path => EventFile.CutAfter(path, step)).OfType<string>()];
        var last = earlier.Select(path => Path.GetFileName(path)).Max(StringComparer.Ordinal);
        _file = EventFile.Create(
            Path.Combine(folder, NameAfter(last, time.GetUtcNow())), time, earlier.Length > 0 ? step + 1 : null);
    }

    /// <summary>What was damaged; one line per file.</summary>
    public IReadOnlyList<string> Damages { get; }

    /// <summary>Logs an event.</summary>
    public void Write(TrainingEvent happened)
    {
        switch (happened)
        {
            case StepCompleted step:
                _file.AddScalars(step.Step, Numbers(step));
                break;
            case SamplesMeasured measured:
                _file.AddScalars(measured.Step, Numbers(measured));
                break;
            case SamplesEvaluated evaluated:
                _file.AddScalars(
                    evaluated.Step,
                    evaluated.Evaluation.Figures.Select(figure => ($"metrics/{figure.Key}", figure.Value.Value)));
                break;
            case SamplesDrawn samples:
                _file.AddImage("samples", samples.Step, samples.Grid);
                if (samples.Epoch is { } epoch)
                    _file.AddImage("real images", samples.Step, RealImages(epoch));
                break;
        }
        if (_time.GetElapsedTime(_flushed) > Pause)
            Flush();
    }

    /// <summary>Makes everything logged readable for others; writes it through to the disk if asked to.</summary>
    public void Flush(bool toDisk = false)
    {
        _file.Flush(toDisk);
        _flushed = _time.GetTimestamp();
    }

    /// <summary>Closes the file. An error of the disk has been reported by then.</summary>
    public void Dispose()
    {
        try
        {
            _file.Dispose();
        }
        catch (GanSharpException)
        {
        }
    }

    private static IEnumerable<(string Tag, double Value)> Numbers(SamplesMeasured measured) =>
        Known([("samples/energy-distance", measured.EnergyDistance), ("samples/diversity", measured.Diversity)]);

    private static IEnumerable<(string Tag, double Value)> Numbers(StepCompleted step) => Known(
        [
            ("loss/discriminator", step.DiscriminatorLoss), ("loss/generator", step.GeneratorLoss),
            ("score/real", step.RealScore), ("score/generated", step.FakeScore),
            ("gradient-norm/discriminator", step.DiscriminatorGradientNorm),
            ("gradient-norm/generator", step.GeneratorGradientNorm),
            ("learning-rate/discriminator", step.DiscriminatorLearningRate),
            ("learning-rate/generator", step.GeneratorLearningRate),
            ("speed/images-per-second", step.ImagesPerSecond),
            .. step.Measures?.Select(measure => ($"measure/{measure.Key}", (double?)measure.Value)) ?? [],
        ]);

    private static IEnumerable<(string Tag, double Value)> Known(IEnumerable<(string Tag, double? Value)> numbers) =>
        numbers.Where(number => number.Value is not null).Select(number => (number.Tag, number.Value!.Value));

    /// <summary>A grid of real images, others for each epoch.</summary>
    private Bitmap RealImages(int epoch)
    {
        var count = Math.Min(_data.Count, RealRows * RealRows);
        var start = (int)((long)epoch * count % (_data.Count - count + 1));
        return ImageGrid.Arrange(_data.Slice(start, count), _data.ImageShape, RealRows);
    }

    /// <summary>
    /// A name that sorts after that of the last file, even if the clock was set back or the machine is another:
    /// TensorBoard reads files in the order of their names.
    /// </summary>
    private static string NameAfter(string? last, DateTimeOffset now)
    {
        var name = EventFile.NameFor(now, Environment.MachineName);
        if (last is null || string.CompareOrdinal(name, last) > 0)
            return name;
        var isTime = long.TryParse(
            last[Beginning.Length..].Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds);
        var next =
            isTime && seconds < MostSeconds
                ? EventFile.NameFor(DateTimeOffset.FromUnixTimeSeconds(seconds + 1), Environment.MachineName)
                : "";
        return string.CompareOrdinal(next, last) > 0 ? next : $"{last}.001";
    }
}
