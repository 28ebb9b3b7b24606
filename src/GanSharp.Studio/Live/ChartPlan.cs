using GanSharp.Training;

namespace GanSharp.Studio.Live;

/// <summary>A chart of a run: its curves, by the names of their figures.</summary>
/// <param name="Title">What is shown, in English.</param>
/// <param name="IsLogarithmic">Whether the vertical axis is logarithmic.</param>
/// <param name="Curves">The curves.</param>
internal sealed record LiveChart(string Title, bool IsLogarithmic, IReadOnlyList<LiveCurve> Curves);

/// <summary>A curve of a chart.</summary>
/// <param name="Figure">The figure, which streamed values name.</param>
/// <param name="Name">Its name in the legend, in English.</param>
/// <param name="Points">The points: step and value.</param>
internal sealed record LiveCurve(string Figure, string Name, IReadOnlyList<double[]> Points);

/// <summary>Which figures belong into which chart, the most important first.</summary>
internal static class ChartPlan
{
    private static readonly (string Title, bool IsLogarithmic, (string Figure, string Name)[] Curves)[] OfSteps =
    [
        ("Losses", false, [("discriminatorLoss", "discriminator"), ("generatorLoss", "generator")]),
        ("Mean probability of “real”", false, [("realScore", "D(x)"), ("fakeScore", "D(G(z))")]),
        ("Images per second", false, [("imagesPerSecond", "speed")]),
        ("Gradient norms", true,
            [("discriminatorGradientNorm", "discriminator"), ("generatorGradientNorm", "generator")]),
        ("Learning rates", false,
            [("discriminatorLearningRate", "discriminator"), ("generatorLearningRate", "generator")]),
    ];

    /// <summary>The charts of the figures that there are.</summary>
    public static IReadOnlyList<LiveChart> Of(
        RunCurves run, IReadOnlyList<SamplesMeasured> measured, IReadOnlyList<SamplesEvaluated> evaluated)
    {
        var known = OfSteps.SelectMany(chart => chart.Curves).Select(curve => curve.Figure).ToHashSet();
        var measures = run.Curves.Keys.Where(name => !known.Contains(name)).Order(StringComparer.Ordinal);
        LiveChart[] charts =
        [
            Chart(OfSteps[0]), Chart(OfSteps[1]),
            Small("Fréchet distance", evaluated, "fid", each => Figure(each, "fid")),
            new("Precision and recall", false,
                [.. Curve("precision", evaluated, each => Figure(each, "precision")),
                    .. Curve("recall", evaluated, each => Figure(each, "recall"))]),
            Small("Energy distance", measured, "samples to real images", each => each.EnergyDistance),
            Small("Diversity", measured, "relative to real images", each => each.Diversity),
            .. measures.Select(name => new LiveChart(name, false, [OfStep(name, name)])),
            .. OfSteps.Skip(2).Select(Chart),
        ];
        return [.. charts.Where(chart => chart.Curves.Any(curve => curve.Points.Count > 0))];

        LiveChart Chart((string Title, bool IsLogarithmic, (string Figure, string Name)[] Curves) plan) => new(
            plan.Title, plan.IsLogarithmic,
            [.. plan.Curves.Where(curve => run.Curves.ContainsKey(curve.Figure))
                .Select(curve => OfStep(curve.Figure, curve.Name))]);

        LiveCurve OfStep(string figure, string name) => new(
            figure, name, [.. run.Curves[figure].Points.Select(point => new[] { point.Step, point.Value })]);
    }

    private static LiveChart Small<T>(string title, IReadOnlyList<T> events, string name, Func<T, double?> figure)
        where T : TrainingEvent => new(title, false, [.. Curve(name, events, figure)]);

    private static IEnumerable<LiveCurve> Curve<T>(string name, IReadOnlyList<T> events, Func<T, double?> figure)
        where T : TrainingEvent
    {
        double[][] points =
        [
            .. events.Where(each => figure(each) is { } value && double.IsFinite(value))
                .Select(each => new[] { each.Step, figure(each)!.Value }),
        ];
        if (points.Length > 0)
            yield return new("", name, points);
    }

    private static double? Figure(SamplesEvaluated evaluated, string name) =>
        evaluated.Evaluation.Figures.TryGetValue(name, out var figure) ? figure.Value : null;
}
