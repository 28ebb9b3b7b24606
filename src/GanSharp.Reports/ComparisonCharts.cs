using GanSharp.IO.Charts;
using GanSharp.Reports.Languages;
using GanSharp.Training;

namespace GanSharp.Reports;

/// <summary>
/// The charts of several runs: one plot per run with the same axes, or one curve per run in the same plot.
/// </summary>
/// <param name="runs">The runs.</param>
/// <param name="width">The width of a chart in pixels.</param>
/// <param name="phrases">The language of their texts.</param>
internal sealed class ComparisonCharts(IReadOnlyList<ComparedRun> runs, int width, Phrases phrases)
{
    private const int PanelWidth = 260, PanelHeight = 190, Frame = 100, SingleHeight = 300;

    /// <summary>Returns the charts with one plot per run.</summary>
    public IReadOnlyList<Chart> PerRun() =>
    [
        .. Panels(
            phrases["Losses"], false,
            (phrases["discriminator"], step => step.DiscriminatorLoss),
            (phrases["generator"], step => step.GeneratorLoss)),
        .. Panels(
            phrases["Mean probability of “real”"], false,
            ("D(x)", step => step.RealScore),
            ("D(G(z))", step => step.FakeScore)),
        .. Panels(
            phrases["Gradient norms"], true,
            (phrases["discriminator"], step => step.DiscriminatorGradientNorm),
            (phrases["generator"], step => step.GeneratorGradientNorm)),
    ];

    /// <summary>Returns the charts with one curve per run.</summary>
    public IReadOnlyList<Chart> Together() =>
    [
        .. Curves(
            phrases["Fréchet distance to test images"], run => RunCharts.Evaluated(run.Record, run.Name, "fid")),
        .. Curves(
            phrases["Energy distance to real images"],
            run => RunCharts.OfMeasured(run.Record, run.Name, measured => measured.EnergyDistance)),
        .. Curves(
            phrases["Diversity, relative to real images"],
            run => RunCharts.OfMeasured(run.Record, run.Name, measured => measured.Diversity)),
    ];

    private IEnumerable<Chart> Panels(
        string title, bool logarithmic, params (string Name, Func<StepCompleted, double?> Figure)[] figures)
    {
        var columns = Math.Clamp(width / PanelWidth, 1, runs.Count);
        Panel[] panels =
        [
            .. runs.Select(run => new Panel(
                run.Name,
                [.. figures.Select(each => RunCharts.OverSteps(run.Record, each.Name, each.Figure))])),
        ];
        if (panels.Any(panel => panel.Series.Any(series => series.Points.Count > 0)))
            yield return new LineChart(title, panels, columns)
            {
                Width = width,
                Height = Frame + (runs.Count + columns - 1) / columns * PanelHeight,
                XLabel = phrases["step"],
                LogY = logarithmic,
                Smoothing = RunCharts.Smoothing(runs.Max(run => run.Record.Steps.Count)),
            };
    }

    private IEnumerable<Chart> Curves(string title, Func<ComparedRun, Series> curve)
    {
        Series[] curves = [.. runs.Select(curve)];
        if (curves.Any(each => each.Points.Count > 0))
            yield return new LineChart(title, curves)
            {
                Width = width,
                Height = SingleHeight,
                XLabel = phrases["step"],
            };
    }
}
