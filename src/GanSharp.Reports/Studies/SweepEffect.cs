using System.Globalization;
using GanSharp.Studies;

namespace GanSharp.Reports.Studies;

/// <summary>What varying one setting did.</summary>
/// <param name="Name">The setting.</param>
/// <param name="IsDrawn">Whether its values were drawn from a range, so that hardly one occurs twice.</param>
/// <param name="Values">The trials that did not fail, by the value that they had; numbers in their order.</param>
internal sealed record SweepEffect(
    string Name, bool IsDrawn,
    IReadOnlyList<(string Value, IReadOnlyList<(Trial Trial, TrialResult Result)> Trials)> Values)
{
    private const double Quarter = 0.25;

    /// <summary>The values as numbers; null where one is none.</summary>
    public IReadOnlyList<double>? Numbers => field ??= NumbersOf(Values.Select(entry => entry.Value));

    /// <summary>
    /// The effects that can be told of so far: of the recipe, where there are several, and of each axis.
    /// </summary>
    public static IReadOnlyList<SweepEffect> Of(Sweep sweep)
    {
        var done = sweep
            .Trials.Select(trial => (Trial: trial, Result: sweep.ResultOf(trial)))
            .Where(entry => entry.Result is { IsFailed: false })
            .ToArray();
        var isEach = sweep.Plan.Mode == SweepMode.Each;
        SweepEffect[] all =
        [
            Effect("recipe", false, trial => trial.Recipe.Name, trial => !isEach || trial.Settings.Count == 0),
            .. sweep.Plan.Axes.Select(axis =>
                Effect(
                    axis.Name, axis.Range is not null,
                    trial => trial.ValueOf(axis.Key),
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

    /// <summary>What the setting did to a figure, in a sentence or two.</summary>
    public string Describe(SweepMetric metric)
    {
        var means = Values
            .Select(entry => (entry.Value, Mean: metric.MeanOf(entry.Trials.Select(trial => trial.Result))))
            .Where(entry => entry.Mean is not null).Select(entry => (entry.Value, Mean: entry.Mean!.Value))
            .Order(Comparer<(string Value, double Mean)>.Create((a, b) => metric.Compare(a.Mean, b.Mean))).ToArray();
        if (means.Length < 2)
            return "";
        var (best, worst) = (means[0], means[^1]);
        return IsDrawn
            ? $"Best {metric.Label} {SweepGroup.Text(best.Mean)} at {best.Value}, worst {SweepGroup.Text(worst.Mean)} at {worst.Value}. {Best(means)}"
            : $"Best mean {metric.Label} {SweepGroup.Text(best.Mean)} with {best.Value}, worst {SweepGroup.Text(worst.Mean)} with {worst.Value}"
                + Certainty(metric, Math.Abs(worst.Mean - best.Mean));
    }

    private static string Best((string Value, double Mean)[] means)
    {
        var best = means.Take(Math.Max(1, (int)Math.Round(Quarter * means.Length)))
            .OrderBy(entry => double.Parse(entry.Value, CultureInfo.InvariantCulture)).ToArray();
        return best.Length < 2
            ? ""
            : $"The best {best.Length} of {means.Length} lie from {best[0].Value} to {best[^1].Value}.";
    }

    /// <summary>How a difference compares with what seeds alone do.</summary>
    private string Certainty(SweepMetric metric, double difference)
    {
        double[] ranges =
        [
            .. Values.SelectMany(entry => entry.Trials).GroupBy(entry => entry.Trial.Group)
                .Select(group => group.Select(entry => metric.ValueOf(entry.Result)).OfType<double>().ToArray())
                .Where(values => values.Length > 1).Select(values => values.Max() - values.Min()),
        ];
        if (ranges.Length == 0)
            return ".";
        var seeds = ranges.Average();
        return $": a difference of {SweepGroup.Text(difference)}. "
            + $"Seeds alone differ by {SweepGroup.Text(seeds)} on average{(difference > seeds ? "." : ", so it may be chance.")}";
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
