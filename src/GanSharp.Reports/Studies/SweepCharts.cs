using GanSharp.IO.Charts;
using GanSharp.Reports.Languages;
using GanSharp.Studies;

namespace GanSharp.Reports.Studies;

/// <summary>Small charts of the effect of a setting on each figure.</summary>
/// <param name="effect">The setting.</param>
/// <param name="metrics">The figures.</param>
/// <param name="phrases">The language of their texts.</param>
internal sealed class SweepCharts(SweepEffect effect, IReadOnlyList<SweepMetric> metrics, Phrases phrases)
{
    private const int Width = 260, Height = 210, MostCurves = 6;
    private const double ManyTimes = 8;

    /// <summary>
    /// Returns a chart for each figure that varies: points and their means for numeric values, bars of means for
    /// others.
    /// </summary>
    public IReadOnlyList<Chart> All() =>
        [
            .. metrics
                .Where(Varies)
                .Select(metric => effect.Numbers is { } numbers ? Curves(metric, numbers) : Bars(metric)),
        ];

    private bool Varies(SweepMetric metric) =>
        effect
            .Values.SelectMany(entry => entry.Trials)
            .Select(entry => metric.ValueOf(entry.Result))
            .OfType<double>()
            .Distinct()
            .Skip(1)
            .Any();

    private Chart Bars(SweepMetric metric) => new BarChart(phrases[metric.Label],
        [
            .. effect.Values.Select(entry => (entry.Value, Mean: Mean(metric, entry.Trials)))
                .Where(bar => bar.Mean is not null).Select(bar => (bar.Value, bar.Mean!.Value)),
        ])
    {
        Width = Width,
    };

    private Chart Curves(SweepMetric metric, IReadOnlyList<double> numbers)
    {
        string[] recipes =
        [
            .. effect.Values.SelectMany(entry => entry.Trials).Select(entry => entry.Trial.Recipe.Name).Distinct(),
        ];
        var series = recipes.Length is > 1 and <= MostCurves
            ? recipes.SelectMany(recipe => SeriesOf(metric, numbers, recipe, trial => trial.Recipe.Name == recipe))
            : SeriesOf(metric, numbers, null, _ => true);
        return new LineChart(phrases[metric.Label], [.. series])
        {
            Width = Width,
            Height = Height,
            XLabel = effect.Name,
            LogX = numbers.Min() > 0 && numbers.Max() >= ManyTimes * numbers.Min(),
        };
    }

    /// <summary>
    /// Returns a dot per trial, of one recipe or of all, and a line through the means unless the values were drawn at
    /// random.
    /// </summary>
    private IEnumerable<Series> SeriesOf(
        SweepMetric metric, IReadOnlyList<double> numbers, string? recipe, Func<Trial, bool> isMeant)
    {
        var values = effect
            .Values.Zip(
                numbers,
                (entry, x) => (X: x, Trials: entry.Trials.Where(trial => isMeant(trial.Trial)).ToArray()))
            .ToArray();
        yield return new(recipe ?? (effect.IsDrawn ? phrases["trials"] : phrases["mean"]),
            [
                .. values.SelectMany(entry =>
                    entry.Trials.Select(trial => (entry.X, metric.ValueOf(trial.Result) ?? double.NaN))),
            ])
        {
            IsDotted = true,
        };
        if (!effect.IsDrawn)
            yield return new(
                recipe ?? phrases["mean"], [
                    .. values
                        .Where(entry => entry.Trials.Length > 0)
                        .Select(entry => (entry.X, Mean(metric, entry.Trials) ?? double.NaN)),
                ]);
    }

    private static double? Mean(SweepMetric metric, IEnumerable<(Trial Trial, TrialResult Result)> trials) =>
        metric.MeanOf(trials.Select(trial => trial.Result));
}
