using System.Xml.Linq;

namespace GanSharp.IO.Charts;

/// <summary>
/// The legend of a chart: a sample and the name of each curve, wrapped into lines. A name longer than a line is
/// shortened.
/// </summary>
internal static class Legend
{
    private const double SampleWidth = 20, SampleGap = 6, EntryGap = 18;

    /// <summary>The height of a line.</summary>
    public const double LineHeight = 18;

    /// <summary>Draws the entries between <paramref name="left"/> and <paramref name="right"/>.</summary>
    public static (IReadOnlyList<XElement> Drawing, double Bottom) Draw(
        IReadOnlyList<string> names, double left, double top, double right)
    {
        var drawing = new List<XElement>();
        var (x, y) = (left, top);
        for (var i = 0; i < names.Count; i++)
        {
            var name = Svg.Fitted(names[i], right - left - SampleWidth - SampleGap);
            var width = SampleWidth + SampleGap + Svg.WidthOf(name);
            if (x > left && x + width > right)
                (x, y) = (left, y + LineHeight);
            var dashes = ChartStyle.DashesOf(i);
            drawing.Add(Svg.Element("g", Svg.At("class", ChartStyle.ColorOf(i)),
                Svg.Element(
                    "path", Svg.At("class", "curve"),
                    Svg.At("d", $"M{Svg.Number(x)} {Svg.Number(y + 8)}h{Svg.Number(SampleWidth)}"),
                    dashes.Length > 0 ? Svg.At("stroke-dasharray", dashes) : null),
                Svg.Text("name", x + SampleWidth + SampleGap, y + 12, name),
                name == names[i] ? null : Svg.Element("title", Svg.Clean(names[i]))));
            x += width + EntryGap;
        }
        return (drawing, names.Count > 0 ? y + LineHeight : top);
    }
}
