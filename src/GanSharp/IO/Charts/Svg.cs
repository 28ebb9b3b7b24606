using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using GanSharp.Text;

namespace GanSharp.IO.Charts;

/// <summary>Creation of SVG elements.</summary>
internal static class Svg
{
    /// <summary>Size in pixels of all text except titles, as in <see cref="ChartStyle"/>.</summary>
    public const double FontSize = 12;

    private const char Replacement = '\uFFFD';
    private static readonly XNamespace Namespace = "http://www.w3.org/2000/svg";
    private static readonly XmlWriterSettings Indented = new()
    {
        Indent = true,
        NewLineChars = "\n",
        OmitXmlDeclaration = true,
    };

    public static XElement Element(string name, params object?[] content) => new(Namespace + name, content);

    public static XAttribute At(string name, string value) => new(name, value);

    public static XAttribute At(string name, double value) => new(name, Number(value));

    /// <summary>Creates a line of text whose baseline starts, is centred or ends at (x, y).</summary>
    /// <param name="kind">The class in <see cref="ChartStyle"/>.</param>
    /// <param name="x">Pixels from the left.</param>
    /// <param name="y">Pixels from the top.</param>
    /// <param name="text">The text.</param>
    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
    public static XElement Text(string kind, double x, double y, string text, string anchor = "start") =>
        Element(
            "text", At("class", kind), At("x", x), At("y", y), anchor == "start" ? null : At("text-anchor", anchor),
            Clean(text));

    public static XElement Path(string kind, string data) => Element("path", At("class", kind), At("d", data));

    /// <summary>Formats a number of pixels, to a tenth.</summary>
    public static string Number(double pixels) => (Math.Round(pixels, 1) + 0.0).ToString(CultureInfo.InvariantCulture);

    /// <summary>Estimates the width of a text, generously, since no font is available.</summary>
    public static double WidthOf(string text) => text.Sum(letter => letter < '\u1100' ? 0.6 : 1) * FontSize;

    /// <summary>Shortens a text to a width; an ellipsis stands for the rest.</summary>
    public static string Fitted(string text, double width)
    {
        if (WidthOf(text) <= width)
            return text;
        var letters = StringInfo.GetTextElementEnumerator(text);
        var shown = new StringBuilder();
        while (letters.MoveNext() && WidthOf($"{shown}{letters.GetTextElement()}…") <= width)
            shown.Append(letters.GetTextElement());
        return shown.Append('…').ToString();
    }

    /// <summary>Replaces the characters that XML does not allow.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(Visible.Of(text));
        for (var i = 0; i < clean.Length; i++)
        {
            if (i + 1 < clean.Length && XmlConvert.IsXmlSurrogatePair(clean[i + 1], clean[i]))
                i++;
            else if (!XmlConvert.IsXmlChar(clean[i]))
                clean[i] = Replacement;
        }
        return clean.ToString();
    }

    public static string Format(XElement svg)
    {
        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(text, Indented))
            svg.WriteTo(writer);
        return text.Append('\n').ToString();
    }
}
