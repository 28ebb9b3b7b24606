using System.Xml.Linq;

namespace GanSharp.IO.Charts;

/// <summary>
/// A chart with horizontal bars, such as the number of images per class. The height follows from the number of bars.
/// </summary>
public sealed class BarChart : Chart
{
    private const double RowHeight = 22, BarHeight = 14, MostOfWidth = 0.4;

    private readonly IReadOnlyList<(string Name, double Value)> _bars;

    /// <summary>
    /// Creates a chart of <paramref name="bars"/>, from the top. NaN, infinities and values beyond ±1e100 have no bar.
    /// </summary>
    public BarChart(string title, IReadOnlyList<(string Name, double Value)> bars) : base(title)
    {
        ArgumentNullException.ThrowIfNull(bars);
        _bars = bars;
    }

    private protected override (double Height, string Description, IEnumerable<XElement> Drawing) Draw(
        double top, ChartWords words)
    {
        var axis = new Axis(
            _bars.Select(bar => bar.Value).Append(0), isLogarithmic: false, isLoose: false, mostTicks: 2);
        var left = Margin + Math.Min(Width * MostOfWidth, Widest(bar => bar.Name)) + Plot.Gap;
        var width = Math.Max(1, Width - Margin - Widest(bar => TickMarks.Text(bar.Value)) - Plot.Gap - left);
        var drawing = _bars.SelectMany(
            (bar, i) => DrawBar(bar.Name, bar.Value, left, top + i * RowHeight, width, axis));
        var description = $"{words.Bars}: "
            + string.Join(", ", _bars.Select(bar => $"{bar.Name} {TickMarks.Text(bar.Value)}"));
        return (Math.Ceiling(top + _bars.Count * RowHeight + Margin), description, drawing);
    }

    private static IEnumerable<XElement> DrawBar(
        string name, double value, double left, double top, double width, Axis axis)
    {
        var baseline = top + RowHeight / 2 + 4;
        var (zero, end) = (
            left + width * axis.Place(0),
            left + width * (Axis.Shows(value, false) ? axis.Place(value) : axis.Place(0)));
        yield return Svg.Text("name", left - Plot.Gap, baseline, Shortened(name, left - Plot.Gap - Margin), "end");
        yield return Svg.Element("rect", Svg.At("class", $"bar {ChartStyle.ColorOf(0)}"),
            Svg.At("x", Math.Min(zero, end)), Svg.At("y", top + (RowHeight - BarHeight) / 2),
            Svg.At("width", Math.Abs(end - zero)), Svg.At("height", BarHeight),
            Svg.Element("title", Svg.Clean(name)));
        yield return Svg.Text("label", Math.Max(zero, end) + Plot.Gap, baseline, TickMarks.Text(value));
    }

    private double Widest(Func<(string Name, double Value), string> text) =>
        _bars.Select(bar => Svg.WidthOf(text(bar))).DefaultIfEmpty().Max();

    private static string Shortened(string text, double width)
    {
        var end = text.Length;
        while (end > 1 && Svg.WidthOf(text[..end]) > width)
            end--;
        return end < text.Length ? $"{text[..(end - 1)]}…" : text;
    }
}
