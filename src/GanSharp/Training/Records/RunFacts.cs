namespace GanSharp.Training.Records;

/// <summary>A training in numbers.</summary>
public sealed record RunFacts
{
    private const int LastSteps = 100;

    /// <summary>Generator steps done.</summary>
    public required long Steps { get; init; }

    /// <summary>Generator steps of the whole training.</summary>
    public required long TotalSteps { get; init; }

    /// <summary>How often all images were shown.</summary>
    public required double Epochs { get; init; }

    /// <summary>Real images per second, the median over the steps; null if no speed was logged.</summary>
    public required double? ImagesPerSecond { get; init; }

    /// <summary>Milliseconds per generator step, with its discriminator steps, at that speed.</summary>
    public double? MillisecondsPerStep { get; init; }

    /// <summary>About how many seconds the steps took, without pauses.</summary>
    public double? Seconds { get; init; }

    /// <summary>The discriminator's loss, the mean of the last 100 steps; null before the first.</summary>
    public required double? DiscriminatorLoss { get; init; }

    /// <summary>The generator's loss, the mean of the last 100 steps; null before the first.</summary>
    public required double? GeneratorLoss { get; init; }

    /// <summary>The Fréchet distance of the newest evaluation; null if there was none.</summary>
    public required double? FrechetDistance { get; init; }

    /// <summary>
    /// The newest <see cref="SamplesMeasured.EnergyDistance"/>; null if samples were not measured.
    /// </summary>
    public required double? EnergyDistance { get; init; }

    /// <summary>
    /// The newest <see cref="SamplesMeasured.Diversity"/>; null if it is unknown or samples were not measured.
    /// </summary>
    public required double? Diversity { get; init; }

    /// <summary>Whether all steps are done.</summary>
    public bool IsFinished => Steps >= TotalSteps;

    /// <summary>The numbers of a run.</summary>
    public static RunFacts Of(RunRecord run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var last = run.Steps.TakeLast(LastSteps).ToArray();
        double[] speeds =
        [
            .. run.Steps.Select(step => step.ImagesPerSecond)
                .Where(speed => speed > 0 && double.IsFinite(speed))
                .Order(),
        ];
        var imagesPerStep = (double)run.Recipe.ImagesPerStep;
        var median = speeds.Length > 0 ? speeds[speeds.Length / 2] : (double?)null;
        var measured = run.Measured is [.., var newest] ? newest : null;
        return new()
        {
            Steps = run.Step,
            TotalSteps = run.TotalSteps,
            Epochs = (double)run.Step / run.Description.StepsPerEpoch,
            ImagesPerSecond = median,
            MillisecondsPerStep = 1000 * imagesPerStep / median,
            Seconds = speeds.Length > 0 ? speeds.Sum(speed => imagesPerStep / speed) : null,
            DiscriminatorLoss = last.Length > 0 ? last.Average(step => step.DiscriminatorLoss) : null,
            GeneratorLoss = last.Length > 0 ? last.Average(step => step.GeneratorLoss) : null,
            FrechetDistance = run.Evaluated is [.., var evaluated] ? evaluated.Evaluation.FrechetDistance : null,
            EnergyDistance = measured?.EnergyDistance,
            Diversity = measured?.Diversity,
        };
    }
}
