using System.Xml.Linq;

namespace GanSharp.IO.Charts;

/// <summary>
/// A chart of curves, such as losses over steps: one plot, or several side by side with the same axes for comparison.
/// At most about 1,000 points per curve are drawn, including the lowest and the highest of each part.
/// </summary>
public sealed class LineChart : Chart
{
    private const double ColumnGap = 28, RowGap = 14, SubtitleHeight = 22,
        LabelHeight = 22, MarginRight = 24, PixelsPerTickX = 72, PixelsPerTickY = 32;
    private const int PanelHeight = 200;

    private readonly IReadOnlyList<Panel> _panels;
    private readonly int _columns;

    /// <summary>Creates a chart with one plot.</summary>
    public LineChart(string title, IReadOnlyList<Series> series) : this(title, [new("", series)], 1) => Height = 360;

    /// <summary>Creates a chart with several plots, row by row, with the same axes and colours.</summary>
    /// <param name="title">The title above the chart; may be empty.</param>
    /// <param name="panels">The plots, at least one.</param>
    /// <param name="columns">Plots per row, at least 1.</param>
    /// <exception cref="ArgumentException">There is no plot or no column.</exception>
    public LineChart(string title, IReadOnlyList<Panel> panels, int columns) : base(title)
    {
        ArgumentNullException.ThrowIfNull(panels);
        ArgumentOutOfRangeException.ThrowIfLessThan(panels.Count, 1, nameof(panels));
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        (_panels, _columns) = (panels, Math.Min(columns, panels.Count));
        Height = 100 + Rows * PanelHeight;
    }

    /// <summary>
    /// Height in pixels unless a page overrides it; by default 360, or with panels 100 plus 200 per row. Lines of the
    /// legend after the first are added to it.
    /// </summary>
    public int Height { get; init; }

    /// <summary>The label of the horizontal axis, such as <c>step</c>.</summary>
    public string XLabel { get; init; } = "";

    /// <summary>The label of the vertical axis, such as <c>loss</c>.</summary>
    public string YLabel { get; init; } = "";

    /// <summary>Whether the horizontal axis is logarithmic.</summary>
    public bool LogX { get; init; }

    /// <summary>Whether the vertical axis is logarithmic.</summary>
    public bool LogY { get; init; }

    /// <summary>
    /// The smoothing of curves, from 0 (none, the default) to below 1. Each value becomes a weighted mean of it and
    /// those before it; going back, the weights fall by this factor. The raw curve shows faintly below.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public double Smoothing
    {
        get;
        init =>
            field = value is >= 0 and < 1
                ? value
                : throw new ArgumentOutOfRangeException(nameof(value), value, "smoothing is from 0 to below 1");
    }

    private int Rows => (_panels.Count + _columns - 1) / _columns;

    private IEnumerable<Series> AllSeries => _panels.SelectMany(panel => panel.Series);

    private protected override (double Height, string Description, IEnumerable<XElement> Drawing) Draw(
        double top, ChartWords words)
    {
        string[] names = [.. AllSeries.Select(series => series.Name).Distinct()];
        var (legend, bottom) = Legend.Draw(names, Margin, top, Width - Margin);
        var height = Height + Math.Max(0, bottom - top - Legend.LineHeight);
        var plots = Layout(bottom + Plot.Gap, height);
        var description = string.Join("; ", _panels.Select(panel => Describe(panel, words)));
        return (
            height, description,
            [.. legend, .. plots.SelectMany((plot, i) => DrawPanel(plot, i, names)), .. AxisLabels(plots, height)]);
    }

    /// <summary>Divides the area below <paramref name="top"/> of a chart of that height into equal plots.</summary>
    private Plot[] Layout(double top, double whole)
    {
        var subtitle = _panels.Any(panel => panel.Title.Length > 0) ? SubtitleHeight : 0;
        var bottom = whole - Margin / 2 - LabelHeight - (XLabel.Length > 0 ? LineHeight : 0);
        var height = Math.Max(1, (bottom - top + RowGap) / Rows - RowGap - subtitle);
        var y = new Axis(Values(point => point.Y), LogY, isLoose: true, Ticks(height, PixelsPerTickY));
        var left =
            Margin + (YLabel.Length > 0 ? LineHeight : 0) + y.Ticks.Max(tick => Svg.WidthOf(tick.Label)) + Plot.Gap;
        var width = Math.Max(1, (Width - MarginRight - left + ColumnGap) / _columns - ColumnGap);
        var x = new Axis(Values(point => point.X), LogX, isLoose: false, Ticks(width, PixelsPerTickX));
        return [.. _panels.Select((_, i) => new Plot(Left(i % _columns), Top(i / _columns), width, height, x, y))];

        double Left(int column) => left + column * (width + ColumnGap);

        double Top(int row) => top + subtitle + row * (height + subtitle + RowGap);
    }

    private IEnumerable<XElement> DrawPanel(Plot plot, int index, string[] names)
    {
        var panel = _panels[index];
        if (panel.Title.Length > 0)
        {
            var title = Svg.Fitted(panel.Title, plot.Width);
            var subtitle = Svg.Text("subtitle", plot.Left, plot.Top - Plot.Gap, title);
            if (title != panel.Title)
                subtitle.Add(Svg.Element("title", Svg.Clean(panel.Title)));
            yield return subtitle;
        }
        foreach (var element in plot.Axes(labelX: index + _columns >= _panels.Count, labelY: index % _columns == 0))
            yield return element;
        foreach (var series in panel.Series)
            yield return plot.Draw(series, LogX, LogY, Smoothing, Array.IndexOf(names, series.Name));
    }

    private IEnumerable<XElement> AxisLabels(Plot[] plots, double height)
    {
        var (first, last) = (plots[0], plots[^1]);
        if (XLabel.Length > 0)
            yield return Svg.Text(
                "label",
                (first.Left + plots.Max(plot => plot.Left + plot.Width)) / 2,
                height - Margin / 2 - 4, XLabel, "middle");
        if (YLabel.Length > 0)
        {
            var middle = (first.Top + last.Top + last.Height) / 2;
            var label = Svg.Text("label", Margin + 8, middle, YLabel, "middle");
            label.Add(Svg.At("transform", $"rotate(-90 {Svg.Number(Margin + 8)} {Svg.Number(middle)})"));
            yield return label;
        }
    }

    private IEnumerable<double> Values(Func<(double X, double Y), double> part) =>
        AllSeries.SelectMany(series => series.Points.Select(part));

    private static int Ticks(double pixels, double perTick) => Math.Max(3, (int)(pixels / perTick));

    private static string Describe(Panel panel, ChartWords words)
    {
        var series = panel.Series.Select(series => $"{series.Name}, {words.Last} "
            + (series.Points.Count > 0 ? TickMarks.Text(series.Points[^1].Y) : words.Nothing));
        return $"{(panel.Title.Length > 0 ? panel.Title : words.Lines)}: {string.Join(", ", series)}";
    }
}
