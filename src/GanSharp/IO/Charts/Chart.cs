using System.Text;
using System.Xml.Linq;

namespace GanSharp.IO.Charts;

/// <summary>
/// A picture of numbers as SVG: one file that needs nothing else, for light and dark pages, with a title and a
/// description for those who listen to it. The same numbers give the same text. It can stand in a page of its own, in
/// an image, or within HTML.
/// </summary>
public abstract class Chart
{
    private protected const double Margin = 16, LineHeight = 18;
    private const double TitleHeight = 24;

    private protected Chart(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        Title = title;
    }

    /// <summary>What stands above the chart; may be empty.</summary>
    public string Title { get; }

    /// <summary>Width in pixels, where a page does not say otherwise; 640 by default.</summary>
    public int Width { get; init; } = 640;

    /// <summary>The chart as the text of an <c>svg</c> element.</summary>
    public string ToSvg()
    {
        var top = Title.Length > 0 ? Margin + TitleHeight : Margin;
        var (height, description, drawing) = Draw(top);
        return Svg.Format(Svg.Element("svg",
            Svg.At("viewBox", $"0 0 {Svg.Number(Width)} {Svg.Number(height)}"), Svg.At("width", Width),
            Svg.At("height", height),
            Svg.At("role", "img"), Svg.At("class", ChartStyle.Root),
            Svg.Element("title", Svg.Clean(Title)),
            Svg.Element("desc", Svg.Clean(description)),
            Svg.Element("style", ChartStyle.Css),
            Svg.Element("rect", Svg.At("class", "paper"), Svg.At("width", Width), Svg.At("height", height)),
            Title.Length > 0 ? Svg.Text("title", Margin, Margin + 12, Title) : null,
            drawing));
    }

    /// <summary>Writes <see cref="ToSvg"/> to a file, which appears whole or not at all.</summary>
    /// <exception cref="GanSharpException">The path cannot be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(ToSvg())));

    /// <summary>Draws what stands below <paramref name="top"/>.</summary>
    private protected abstract (double Height, string Description, IEnumerable<XElement> Drawing) Draw(double top);
}
