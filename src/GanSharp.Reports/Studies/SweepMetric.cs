using GanSharp.Metrics;
using GanSharp.Reports.Languages;
using GanSharp.Studies;

namespace GanSharp.Reports.Studies;

/// <summary>A figure that compares trials.</summary>
/// <param name="Label">The name on English pages.</param>
/// <param name="Of">Returns the figure of a trial; null if it has none.</param>
/// <param name="IsLowBest">Whether a lower value is better.</param>
internal sealed record SweepMetric(string Label, Func<TrialResult, Figure?> Of, bool IsLowBest)
{
    private static readonly SweepMetric[] All =
    [
        Evaluated("FID", "fid", isLowBest: true),
        Evaluated("KID", "kid", isLowBest: true),
        Evaluated("Precision", "precision"),
        Evaluated("Recall", "recall"),
        Evaluated("Modes", "modes"),
        Evaluated("Class accuracy", "class-accuracy"),
        new("D loss", result => FigureOf(result.Evaluation is null ? result.DiscriminatorLoss : null), true),
        new("G loss", result => FigureOf(result.Evaluation is null ? result.GeneratorLoss : null), true),
        new("Minutes", result => FigureOf(result.Seconds / 60), true),
    ];

    /// <summary>The name in evaluations; null if evaluations do not have it.</summary>
    public string? Name { get; private init; }

    /// <summary>Returns the reasons for missing figures: <c>Class accuracy: the samples have no labels</c>.</summary>
    public static IEnumerable<string> Missing(IEnumerable<TrialResult> results, Phrases phrases) =>
        results
            .SelectMany(result => result.Evaluation?.Missing ?? [])
            .Where(missing => missing.ClassName is null && All.Any(metric => metric.Name == missing.Figure))
            .Select(missing => phrases[
                "{0}: {1}", phrases[All.First(metric => metric.Name == missing.Figure).Label],
                phrases.Say(missing.Reason)])
            .Distinct();

    /// <summary>Returns the figures that at least one result has, the most important first.</summary>
    public static IReadOnlyList<SweepMetric> In(IEnumerable<TrialResult> results) =>
        [.. All.Where(metric => results.Any(result => metric.ValueOf(result) is not null))];

    /// <summary>Returns the value of a trial; null if it failed or has none.</summary>
    public double? ValueOf(TrialResult result) =>
        result.IsFailed ? null
        : Of(result)?.Value is { } value && double.IsFinite(value) ? value
        : null;

    /// <summary>Returns the mean over trials; null if none has a value.</summary>
    public double? MeanOf(IEnumerable<TrialResult> results)
    {
        double[] values = [.. results.Select(ValueOf).OfType<double>()];
        return values.Length > 0 ? values.Average() : null;
    }

    /// <summary>
    /// Returns the sample standard deviation over trials (divisor n - 1); null if fewer than two have a value.
    /// </summary>
    public double? DeviationOf(IEnumerable<TrialResult> results)
    {
        double[] values = [.. results.Select(ValueOf).OfType<double>()];
        if (values.Length < 2)
            return null;
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }

    /// <summary>Compares two values; the result is below 0 if <paramref name="a"/> is better.</summary>
    public int Compare(double a, double b) => IsLowBest ? a.CompareTo(b) : b.CompareTo(a);

    private static SweepMetric Evaluated(string label, string name, bool isLowBest = false) =>
        new(label, result => result.Evaluation?.Figures.GetValueOrDefault(name), isLowBest) { Name = name };

    private static Figure? FigureOf(double? value) => value is { } number ? new(number) : null;
}
