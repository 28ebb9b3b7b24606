using GanSharp.Metrics;
using GanSharp.Studies;

namespace GanSharp.Reports.Studies;

/// <summary>A figure by which trials are compared.</summary>
/// <param name="Label">What pages call it.</param>
/// <param name="Of">The figure of a trial; null where it has none.</param>
/// <param name="IsLowBest">Whether a lower one is better.</param>
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

    /// <summary>What evaluations call it; null where it is no figure of an evaluation.</summary>
    public string? Name { get; private init; }

    /// <summary>Why results lack figures: <c>Class accuracy: the samples have no labels</c>.</summary>
    public static IEnumerable<string> Missing(IEnumerable<TrialResult> results) =>
        results
            .SelectMany(result => result.Evaluation?.Missing ?? [])
        .Where(missing => missing.ClassName is null && All.Any(metric => metric.Name == missing.Figure))
        .Select(missing => $"{All.First(metric => metric.Name == missing.Figure).Label}: {missing.Reason}").Distinct();

    /// <summary>The figures that any of the results has, the most telling first.</summary>
    public static IReadOnlyList<SweepMetric> In(IEnumerable<TrialResult> results) =>
        [.. All.Where(metric => results.Any(result => metric.ValueOf(result) is not null))];

    /// <summary>The value of a trial that did not fail; null where it has none.</summary>
    public double? ValueOf(TrialResult result) =>
        result.IsFailed ? null
        : Of(result)?.Value is { } value && double.IsFinite(value) ? value
        : null;

    /// <summary>The mean over trials; null where none has a value.</summary>
    public double? MeanOf(IEnumerable<TrialResult> results)
    {
        double[] values = [.. results.Select(ValueOf).OfType<double>()];
        return values.Length > 0 ? values.Average() : null;
    }

    /// <summary>
    /// The standard deviation over trials (that of a sample, n - 1); null where fewer than two have a value.
    /// </summary>
    public double? SpreadOf(IEnumerable<TrialResult> results)
    {
        double[] values = [.. results.Select(ValueOf).OfType<double>()];
        if (values.Length < 2)
            return null;
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }

    /// <summary>Of two values, how the better one compares: below 0 when it is <paramref name="a"/>.</summary>
    public int Compare(double a, double b) => IsLowBest ? a.CompareTo(b) : b.CompareTo(a);

    private static SweepMetric Evaluated(string label, string name, bool isLowBest = false) =>
        new(label, result => result.Evaluation?.Figures.GetValueOrDefault(name), isLowBest) { Name = name };

    private static Figure? FigureOf(double? value) => value is { } number ? new(number) : null;
}
