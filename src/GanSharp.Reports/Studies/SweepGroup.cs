using GanSharp.Metrics;
using GanSharp.Studies;
using GanSharp.Text;

namespace GanSharp.Reports.Studies;

/// <summary>Trials that differ only in their seeds.</summary>
/// <param name="Trials">The trials, and the results of the finished ones.</param>
internal sealed record SweepGroup(IReadOnlyList<(Trial Trial, TrialResult? Result)> Trials)
{
    /// <summary>The first trial.</summary>
    public Trial First => Trials[0].Trial;

    /// <summary>The results of the trials that finished without failing.</summary>
    public IReadOnlyList<TrialResult> Results =>
        [.. Trials.Select(trial => trial.Result).OfType<TrialResult>().Where(result => !result.IsFailed)];

    /// <summary>Returns the groups of a sweep, the best first, those without a result last.</summary>
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

    /// <summary>Formats a figure of the group: mean ± standard deviation, or the value of a single trial.</summary>
    public string TextOf(SweepMetric metric) => metric.MeanOf(Results) is not { } mean ? "–"
        : metric.DeviationOf(Results) is { } deviation ? $"{Text(mean)} ± {Text(deviation, 2)}"
        : Text(mean);

    /// <summary>Formats a figure of a trial with its interval; a dash if there is none.</summary>
    public static string TextOf(TrialResult? result, SweepMetric metric) =>
        result is null || metric.ValueOf(result) is not { } value ? "–" : Text(value) + Interval(metric.Of(result)!);

    /// <summary>Formats a figure with a few digits.</summary>
    public static string Text(double value, int digits = 3) => Numbers.Rounded(value, digits);

    /// <summary>Formats a figure, and null as a dash.</summary>
    public static string Text(double? value) => value is { } number ? Text(number) : "–";

    private static string Interval(Figure figure) =>
        figure is { Low: { } low, High: { } high } ? $" [{Text(low)}, {Text(high)}]" : "";
}
