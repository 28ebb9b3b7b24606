using System.Globalization;
using GanSharp.Reports.Languages;
using GanSharp.Studies;

namespace GanSharp.Reports.Studies;

/// <summary>The effect of varying one setting.</summary>
/// <param name="Name">The setting.</param>
/// <param name="IsDrawn">Whether its values were drawn at random from a range.</param>
/// <param name="Values">The successful trials by their value; numeric values are sorted.</param>
internal sealed record SweepEffect(
    string Name, bool IsDrawn,
    IReadOnlyList<(string Value, IReadOnlyList<(Trial Trial, TrialResult Result)> Trials)> Values)
{
    private const double Quarter = 0.25;

    /// <summary>The values as numbers; null if one is not a number.</summary>
    public IReadOnlyList<double>? Numbers => field ??= NumbersOf(Values.Select(entry => entry.Value));

    /// <summary>
    /// Returns the effects with at least two values so far: of the recipe and of each axis.
    /// </summary>
    public static IReadOnlyList<SweepEffect> Of(Sweep sweep, Phrases phrases)
    {
        var done = sweep
            .Trials.Select(trial => (Trial: trial, Result: sweep.ResultOf(trial)))
            .Where(entry => entry.Result is { IsFailed: false })
            .ToArray();
        var isEach = sweep.Plan.Mode == SweepMode.Each;
        SweepEffect[] all =
        [
            Effect(phrases["recipe"], false, trial => trial.Recipe.Name, trial => !isEach || trial.Settings.Count == 0),
            .. sweep.Plan.Axes.Select(axis =>
                Effect(
                    axis.Name, axis.Range is not null, trial => trial.ValueOf(axis.Key),
                    trial => !isEach || trial.Settings.All(setting => setting.Key == axis.Key))),
        ];
        return [.. all.Where(effect => effect.Values.Count > 1)];

        SweepEffect Effect(string name, bool isDrawn, Func<Trial, string> valueOf, Func<Trial, bool> isMeant)
        {
            var values = done.Where(entry => isMeant(entry.Trial)).GroupBy(entry => valueOf(entry.Trial))
                .Select(same =>
                    (
                        same.Key,
                        (IReadOnlyList<(Trial, TrialResult)>)[.. same.Select(entry => (entry.Trial, entry.Result!))]))
                .ToArray();
            if (NumbersOf(values.Select(entry => entry.Key)) is { } numbers)
                values = [.. values.Zip(numbers).OrderBy(pair => pair.Second).Select(pair => pair.First)];
            return new(name, isDrawn, values);
        }
    }

    /// <summary>Describes the effect of the setting on a figure in a sentence or two.</summary>
    public string Describe(SweepMetric metric, Phrases phrases)
    {
        var means = Values
            .Select(entry => (entry.Value, Mean: metric.MeanOf(entry.Trials.Select(trial => trial.Result))))
            .Where(entry => entry.Mean is not null).Select(entry => (entry.Value, Mean: entry.Mean!.Value))
            .Order(Comparer<(string Value, double Mean)>.Create((a, b) => metric.Compare(a.Mean, b.Mean))).ToArray();
        if (means.Length < 2)
            return "";
        var (best, worst) = (means[0], means[^1]);
        var (label, first, last) = (phrases[metric.Label], Text(best), Text(worst));
        if (IsDrawn)
            return $"{phrases["Best {0}: {1}; worst: {2}.", label, first, last]} {Best(means, phrases)}";
        if (DifferenceOfSeeds(metric) is not { } seeds)
            return phrases["Best mean {0}: {1}; worst: {2}.", label, first, last];
        var difference = Math.Abs(worst.Mean - best.Mean);
        var sentence = phrases[
            "Best mean {0}: {1}; worst: {2}; difference: {3}.", label, first, last, SweepGroup.Text(difference)];
        return $"{sentence} {Certainty(difference, seeds, phrases)}";

        string Text((string Value, double Mean) entry) => $"{SweepGroup.Text(entry.Mean)} ({Name} {entry.Value})";
    }

    /// <summary>Compares a difference with that between seeds.</summary>
    private static string Certainty(double difference, double seeds, Phrases phrases) => difference > seeds
        ? phrases["Trials that differ only in their seeds differ by {0} on average.", SweepGroup.Text(seeds)]
        : phrases[
            "Trials that differ only in their seeds differ by {0} on average, so this may be chance.",
            SweepGroup.Text(seeds)];

    private static string Best((string Value, double Mean)[] means, Phrases phrases)
    {
        var best = means.Take(Math.Max(1, (int)Math.Round(Quarter * means.Length)))
            .OrderBy(entry => double.Parse(entry.Value, CultureInfo.InvariantCulture)).ToArray();
        return best.Length < 2
            ? ""
            : phrases[
                "The best {0} of {1} values lie between {2} and {3}.", best.Length, means.Length, best[0].Value,
                best[^1].Value];
    }

    /// <summary>
    /// Returns the mean difference between trials that differ only in their seeds; null if there are none.
    /// </summary>
    private double? DifferenceOfSeeds(SweepMetric metric)
    {
        double[] ranges =
        [
            .. Values.SelectMany(entry => entry.Trials).GroupBy(entry => entry.Trial.Group)
                .Select(group => group.Select(entry => metric.ValueOf(entry.Result)).OfType<double>().ToArray())
                .Where(values => values.Length > 1).Select(values => values.Max() - values.Min()),
        ];
        return ranges.Length == 0 ? null : ranges.Average();
    }

    private static double[]? NumbersOf(IEnumerable<string> texts)
    {
        var numbers = texts
            .Select(text =>
                double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    ? number
                    : double.NaN)
            .ToArray();
        return numbers.All(double.IsFinite) ? numbers : null;
    }
}
