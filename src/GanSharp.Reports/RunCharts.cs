using GanSharp.IO.Charts;
using GanSharp.Reports.Languages;
using GanSharp.Training;
using GanSharp.Training.Records;

namespace GanSharp.Reports;

/// <summary>A chart with the name of its file.</summary>
internal sealed record NamedChart(string Name, Chart Chart);

/// <summary>The charts of a run: one for each kind of recorded figure.</summary>
/// <param name="run">The run.</param>
/// <param name="width">The width of a chart in pixels.</param>
/// <param name="height">The height of a chart with curves in pixels.</param>
/// <param name="phrases">The language of their texts.</param>
internal sealed class RunCharts(RunRecord run, int width, int height, Phrases phrases)
{
    private const double MostSmoothing = 0.99, StepsUnsmoothed = 100;
    private const int MostMeasures = 24;

    /// <summary>Returns the smoothing of a curve, which leaves about a hundred independent points.</summary>
    public static double Smoothing(int steps) => Math.Clamp(1 - StepsUnsmoothed / Math.Max(1, steps), 0, MostSmoothing);

    private static readonly (string File, string Title, (string Name, string Figure)[] Curves)[] Evaluations =
    [
        ("fid", "Fréchet distance", [("to test images (0 is best)", "fid")]),
        ("precision-recall", "Precision and recall", [("precision", "precision"), ("recall", "recall")]),
        ("sample-accuracy", "Samples of the requested class", [("share", "class-accuracy")]),
    ];

    /// <summary>Returns all charts.</summary>
    public IReadOnlyList<NamedChart> All() => [.. Curves(), .. Classes()];

    /// <summary>
    /// Returns the histograms of the classes of the newest measured samples and of the real images; empty without
    /// labels.
    /// </summary>
    public IReadOnlyList<NamedChart> Classes()
    {
        var data = run.Description.Data;
        var newest = run.Measured.LastOrDefault(measured => measured.ClassCounts is not null);
        if (newest is not { ClassCounts: { } counts })
            return [];
        return
        [
            new("classes", Bars(phrases["Samples of step {0}", Words.Count(newest.Step)], counts)),
            new("real-classes", Bars(phrases["Real images"], data.ClassCounts)),
        ];

        BarChart Bars(string title, IReadOnlyList<int> counts) =>
            new(title, [.. data.Classes.Zip(counts, (name, count) => (name, (double)count))]) { Width = width };
    }

    /// <summary>Returns the charts with curves, the most important first.</summary>
    public IReadOnlyList<NamedChart> Curves() =>
    [
        .. Chart(
            "losses", phrases["Losses"], OfSteps(phrases["discriminator"], step => step.DiscriminatorLoss),
            OfSteps(phrases["generator"], step => step.GeneratorLoss)),
        .. Chart(
            "scores", phrases["Mean probability of “real”"], OfSteps("D(x)", step => step.RealScore),
            OfSteps("D(G(z))", step => step.FakeScore)),
        .. Evaluations.SelectMany(chart =>
            Chart(
                chart.File, phrases[chart.Title],
                [.. chart.Curves.Select(curve => Evaluated(run, phrases[curve.Name], curve.Figure))])),
        .. Measured(
            "energy-distance", phrases["Energy distance"], phrases["from samples to real images (0 is best)"],
            measured => measured.EnergyDistance),
        .. Measured(
            "diversity", phrases["Diversity"], phrases["of samples, relative to real images"],
            measured => measured.Diversity),
        .. MeasureNames()
            .GroupBy(Kind)
            .SelectMany(group => Chart(FileName(group.Key), group.Key, [.. group.Select(OfMeasure)])),
        .. Chart("gradient-norms", phrases["Gradient norms"], true,
            OfSteps(phrases["discriminator"], step => step.DiscriminatorGradientNorm),
            OfSteps(phrases["generator"], step => step.GeneratorGradientNorm)),
        .. LearningRates(),
    ];

    /// <summary>Returns a curve over the steps that have a figure.</summary>
    public static Series OverSteps(RunRecord run, string name, Func<StepCompleted, double?> figure)
    {
        var points = new List<(double X, double Y)>();
        foreach (var step in run.Steps)
        {
            if (figure(step) is { } value)
                points.Add((step.Step, value));
        }
        return new(name, points);
    }

    /// <summary>Returns a curve over the evaluations that have a figure.</summary>
    public static Series Evaluated(RunRecord run, string name, string figure) => new(name,
    [
        .. run
            .Evaluated.Where(each => each.Evaluation.Figures.ContainsKey(figure))
            .Select(each => ((double)each.Step, each.Evaluation.Figures[figure].Value)),
    ]);

    /// <summary>Returns a curve over the measured samples that have a figure.</summary>
    public static Series OfMeasured(RunRecord run, string name, Func<SamplesMeasured, double?> figure) =>
        new(
            name, [
                .. run
                    .Measured.Where(measured => figure(measured) is not null)
                    .Select(measured => ((double)measured.Step, figure(measured)!.Value)),
            ]);

    private Series OfSteps(string name, Func<StepCompleted, double?> figure) => OverSteps(run, name, figure);

    private Series OfMeasure(string name) =>
        OfSteps(name, step => step.Measures?.TryGetValue(name, out var value) == true ? value : null);

    private IEnumerable<string> MeasureNames() =>
        run.Steps.SelectMany(step => step.Measures?.Keys ?? []).Distinct().Take(MostMeasures);

    private static string FileName(string measure) =>
        string.Concat(measure.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));

    /// <summary>Returns the name that the measures of real and of generated images share.</summary>
    private static string Kind(string measure) =>
        measure.StartsWith("real-", StringComparison.Ordinal) || measure.StartsWith("fake-", StringComparison.Ordinal)
            ? measure["real-".Length..]
            : measure;

    private IEnumerable<NamedChart> LearningRates()
    {
        Series[] rates =
        [
            OfSteps(phrases["discriminator"], step => step.DiscriminatorLearningRate),
            OfSteps(phrases["generator"], step => step.GeneratorLearningRate),
        ];
        return rates.Any(rate => rate.Points.DistinctBy(point => point.Y).Skip(1).Any())
            ? Chart("learning-rates", phrases["Learning rates"], rates)
            : [];
    }

    private IEnumerable<NamedChart> Measured(
        string file, string title, string name, Func<SamplesMeasured, double?> figure)
    {
        var series = OfMeasured(run, name, figure);
        if (series.Points.Count > 0)
            yield return new(file, new LineChart(title, [series])
            {
                Width = width,
                Height = height,
                XLabel = phrases["step"],
            });
    }

    private IEnumerable<NamedChart> Chart(string file, string title, params Series[] series) =>
        Chart(file, title, false, series);

    private IEnumerable<NamedChart> Chart(string file, string title, bool logarithmic, params Series[] series)
    {
        Series[] shown = [.. series.Where(curve => curve.Points.Count > 0)];
        if (shown.Length > 0)
            yield return new(file, new LineChart(title, shown)
            {
                Width = width,
                Height = height,
                XLabel = phrases["step"],
                LogY = logarithmic,
                Smoothing = Smoothing(shown.Max(curve => curve.Points.Count)),
            });
    }
}
