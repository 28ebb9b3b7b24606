using System.Xml.Linq;

namespace GanSharp.IO.Charts;

/// <summary>A rectangle with two axes, for drawing curves.</summary>
internal sealed record Plot(double Left, double Top, double Width, double Height, Axis X, Axis Y)
{
    /// <summary>Pixels between an axis and its labels.</summary>
    public const double Gap = 8;

    /// <summary>Half the height of a digit, which centres a label at its tick.</summary>
    private const double HalfDigit = 4;

    private double Bottom => Top + Height;

    /// <summary>Draws the axes: a grid line per tick of the vertical axis, a mark per tick of the other.</summary>
    public IEnumerable<XElement> Axes(bool labelX, bool labelY)
    {
        foreach (var (place, label) in Y.Ticks)
        {
            yield return Svg.Path("grid", $"M{Svg.Number(Left)} {Svg.Number(PixelY(place))}h{Svg.Number(Width)}");
            if (labelY)
                yield return Svg.Text("label", Left - Gap, PixelY(place) + HalfDigit, label, "end");
        }
        yield return Svg.Path("axis", $"M{Svg.Number(Left)} {Svg.Number(Bottom)}h{Svg.Number(Width)}");
        foreach (var (place, label) in X.Ticks)
        {
            yield return Svg.Path("axis", $"M{Svg.Number(PixelX(place))} {Svg.Number(Bottom)}v4");
            if (labelX)
                yield return Svg.Text("label", PixelX(place), Bottom + Gap + 2 * HalfDigit, label, "middle");
        }
    }

    /// <summary>Draws a curve; a smoothed one covers the faint raw curve.</summary>
    public XElement Draw(Series series, bool logX, bool logY, double smoothing, int color)
    {
        var shown = series
            .Points.Select(point => Axis.Shows(point.X, logX) && Axis.Shows(point.Y, logY) ? point : (0, double.NaN))
            .ToArray();
        var dashes = ChartStyle.DashesOf(color);
        if (series.IsDotted)
            return Svg.Element(
                "g", Svg.At("class", ChartStyle.ColorOf(color)), Svg.Element("title", Svg.Clean(series.Name)),
                Svg.Path("dots", Dots(shown)));
        return Svg.Element(
            "g", Svg.At("class", ChartStyle.ColorOf(color)),
            dashes.Length > 0 ? Svg.At("stroke-dasharray", dashes) : null,
            Svg.Element("title", Svg.Clean(series.Name)),
            smoothing > 0 ? Svg.Path("raw", Path(shown)) : null,
            Svg.Path("curve", Path(smoothing > 0 ? [.. Curve.Smoothed(shown, smoothing)] : shown)));
    }

    private string Path((double X, double Y)[] points) =>
        Curve.Path(
            Curve
                .Thinned(points)
                .Select(point =>
                    (PixelX(X.Place(point.X)), double.IsNaN(point.Y) ? double.NaN : PixelY(Y.Place(point.Y)))));

    /// <summary>Returns a path with a stroke of length 0 per point; the round ends make it a dot.</summary>
    private string Dots((double X, double Y)[] points) => string.Concat(points.Where(point => !double.IsNaN(point.Y))
        .Select(point => $"M{Svg.Number(PixelX(X.Place(point.X)))} {Svg.Number(PixelY(Y.Place(point.Y)))}h0"));

    private double PixelX(double place) => Left + Width * place;

    private double PixelY(double place) => Top + Height * (1 - place);
}
