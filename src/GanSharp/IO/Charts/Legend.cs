using System.Xml.Linq;

namespace GanSharp.IO.Charts;

/// <summary>The names of curves with a piece of each, in as many lines as they take.</summary>
internal static class Legend
{
    private const double Sign = 20, SignGap = 6, EntryGap = 18, LineHeight = 18;

    /// <summary>The entries within a width, and where they end.</summary>
    public static (IReadOnlyList<XElement> Drawing, double Bottom) Draw(
        IReadOnlyList<string> names, double left, double top, double right)
    {
        var drawing = new List<XElement>();
        var (x, y) = (left, top);
        for (var i = 0; i < names.Count; i++)
        {
            var width = Sign + SignGap + Svg.WidthOf(names[i]);
            if (x > left && x + width > right)
                (x, y) = (left, y + LineHeight);
            var dashes = ChartStyle.DashesOf(i);
            drawing.Add(Svg.Element("g", Svg.At("class", ChartStyle.ColorOf(i)),
                Svg.Element(
                    "path", Svg.At("class", "curve"),
                    Svg.At("d", $"M{Svg.Number(x)} {Svg.Number(y + 8)}h{Svg.Number(Sign)}"),
                    dashes.Length > 0 ? Svg.At("stroke-dasharray", dashes) : null),
                Svg.Text("name", x + Sign + SignGap, y + 12, names[i])));
            x += width + EntryGap;
        }
        return (drawing, names.Count > 0 ? y + LineHeight : top);
    }
}
