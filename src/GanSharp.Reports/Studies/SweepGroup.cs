using GanSharp.Metrics;
using GanSharp.Studies;
using GanSharp.Text;

namespace GanSharp.Reports.Studies;

/// <summary>Trials that differ in their seeds alone.</summary>
/// <param name="Trials">The trials, with what became of those that are done.</param>
internal sealed record SweepGroup(IReadOnlyList<(Trial Trial, TrialResult? Result)> Trials)
{
    /// <summary>The first of them.</summary>
    public Trial First => Trials[0].Trial;

    /// <summary>What became of those that are done and did not fail.</summary>
    public IReadOnlyList<TrialResult> Results =>
        [.. Trials.Select(trial => trial.Result).OfType<TrialResult>().Where(result => !result.IsFailed)];

    /// <summary>The groups of a sweep, the best first, those without a result last.</summary>
    public static IReadOnlyList<SweepGroup> Of(Sweep sweep)
    {
        var groups = sweep.Trials.GroupBy(trial => trial.Group)
            .Select(trials => new SweepGroup([.. trials.Select(trial => (trial, sweep.ResultOf(trial)))])).ToArray();
        return SweepMetric.In(groups.SelectMany(group => group.Results)) is not [var first, ..] ? groups :
        [
            .. groups.Select(group => (Group: group, Mean: first.MeanOf(group.Results)))
                .OrderBy(entry => entry.Mean is null)
                .ThenBy(entry => first.IsLowBest ? entry.Mean : -entry.Mean)
                .Select(entry => entry.Group),
        ];
    }

    /// <summary>A figure of the group: the mean with its spread, or that of the only trial.</summary>
    public string TextOf(SweepMetric metric) => metric.MeanOf(Results) is not { } mean ? "–"
        : metric.SpreadOf(Results) is { } spread ? $"{Text(mean)} ± {Text(spread, 2)}"
        : Text(mean);

    /// <summary>A figure of a trial with its interval; what became of the trial where there is none.</summary>
    public static string TextOf(TrialResult? result, SweepMetric metric) =>
        result is null || metric.ValueOf(result) is not { } value ? "–" : Text(value) + Interval(metric.Of(result)!);

    /// <summary>A figure to a few digits.</summary>
    public static string Text(double value, int digits = 3) => Numbers.Rounded(value, digits);

    /// <summary>A figure, or a dash where there is none.</summary>
    public static string Text(double? value) => value is { } number ? Text(number) : "–";

    private static string Interval(Figure figure) =>
        figure is { Low: { } low, High: { } high } ? $" [{Text(low)}, {Text(high)}]" : "";
}
