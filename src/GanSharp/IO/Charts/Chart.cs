using System.Text;
using System.Xml.Linq;

namespace GanSharp.IO.Charts;

/// <summary>
/// An SVG chart: a self-contained file for light and dark pages, with a title and a description for screen readers. It
/// can be a page, an image, or inline in HTML. The same numbers always give the same text.
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

    /// <summary>The title above the chart; may be empty.</summary>
    public string Title { get; }

    /// <summary>Width in pixels unless a page overrides it; 640 by default.</summary>
    public int Width { get; init; } = 640;

    /// <summary>Returns the chart as the text of an <c>svg</c> element.</summary>
    /// <param name="words">The words of the description; English by default.</param>
    public string ToSvg(ChartWords? words = null)
    {
        var top = Title.Length > 0 ? Margin + TitleHeight : Margin;
        var (height, description, drawing) = Draw(top, words ?? ChartWords.English);
        return Svg.Format(Svg.Element("svg",
            Svg.At("viewBox", $"0 0 {Svg.Number(Width)} {Svg.Number(height)}"),
            Svg.At("width", Width), Svg.At("height", height), Svg.At("role", "img"), Svg.At("class", ChartStyle.Root),
            Svg.Element("title", Svg.Clean(Title)),
            Svg.Element("desc", Svg.Clean(description)),
            Svg.Element("style", ChartStyle.Css),
            Svg.Element("rect", Svg.At("class", "paper"), Svg.At("width", Width), Svg.At("height", height)),
            Title.Length > 0 ? Svg.Text("title", Margin, Margin + 12, Title) : null,
            drawing));
    }

    /// <summary>Writes <see cref="ToSvg"/> to a file, which appears whole or not at all.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="words">The words of the description; English by default.</param>
    /// <exception cref="GanSharpException">The path cannot be written.</exception>
    public void Save(string path, ChartWords? words = null) =>
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(ToSvg(words))));

    /// <summary>Draws the part of the chart below <paramref name="top"/>.</summary>
    private protected abstract (double Height, string Description, IEnumerable<XElement> Drawing) Draw(
        double top, ChartWords words);
}
