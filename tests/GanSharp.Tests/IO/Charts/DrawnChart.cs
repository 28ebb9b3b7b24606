using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using GanSharp.IO.Charts;

namespace GanSharp.Tests.IO.Charts;

/// <summary>A chart, drawn and parsed as XML.</summary>
internal sealed partial class DrawnChart
{
    public DrawnChart(Chart chart)
    {
        Root = XDocument.Parse(chart.ToSvg()).Root!;
        (Width, Height) = (Number(Root, "width"), Number(Root, "height"));
    }

    public XElement Root { get; }

    public double Width { get; }

    public double Height { get; }

    public IEnumerable<XElement> All(string name, string kind) =>
        Root.Descendants()
            .Where(element => element.Name.LocalName == name && Attribute(element, "class").Split(' ').Contains(kind));

    public string[] Texts(string kind) => [.. All("text", kind).Select(text => text.Value)];

    /// <summary>Returns the data of the paths of a kind, except those in the legend.</summary>
    public string[] Paths(string kind) =>
        [.. All("path", kind)
            .Where(path => path.Parent == Root || path.Parent!.Elements().All(other => other.Name.LocalName != "text"))
            .Select(path => Attribute(path, "d"))];

    /// <summary>Returns the points of a path without gaps.</summary>
    public static (double X, double Y)[] Points(string path) =>
        [.. Pair().Matches(path).Select(pair => (Parse(pair.Groups[1].Value), Parse(pair.Groups[2].Value)))];

    public static double Number(XElement element, string attribute) => Parse(Attribute(element, attribute));

    public static string Attribute(XElement element, string name) => element.Attribute(name)?.Value ?? "";

    private static double Parse(string number) => double.Parse(number, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"[ML](\S+) ([0-9.-]+)")]
    private static partial Regex Pair();
}
