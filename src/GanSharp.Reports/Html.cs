using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using GanSharp.IO;
using GanSharp.Reports.Languages;
using GanSharp.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace GanSharp.Reports;

/// <summary>Renders and writes pages.</summary>
internal static partial class Html
{
    private const string Beginning = "<!DOCTYPE html>\n<!-- made by gansharp -->\n";

    /// <summary>The kind of the pages, which only newer pages may replace.</summary>
    public static FileKind Page { get; } =
        new("a page made by gansharp", [.. System.Text.Encoding.UTF8.GetBytes(Beginning)]);

    /// <summary>
    /// Renders a component whose parameter <paramref name="name"/> is <paramref name="subject"/>, in a language, and
    /// with a link back if it is served by a program.
    /// </summary>
    public static string Render<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] TPage>(
        string name, object subject, Phrases phrases, WayBack? back = null) where TPage : IComponent
    {
        using var services = new ServiceCollection()
            .AddSingleton(HtmlEncoder.Create(UnicodeRanges.All))
            .AddSingleton(phrases)
            .AddSingleton(back ?? WayBack.None)
            .BuildServiceProvider();
        using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [name] = subject });
        var page = renderer
            .Dispatcher.InvokeAsync(async () =>
                (await renderer.RenderComponentAsync<TPage>(parameters)).ToHtmlString())
            .GetAwaiter().GetResult();
        return Beginning + WithoutHidden(page);
    }

    /// <summary>
    /// Escapes invisible characters, whether they are written as such or as references. Line breaks and tabs stay.
    /// </summary>
    private static string WithoutHidden(string page) => Visible.Lines(
        Reference().Replace(page, WithoutHidden).Replace("\t", "&#x9;", StringComparison.Ordinal));

    private static string WithoutHidden(Match reference)
    {
        var letter = (char)
            ushort.Parse(reference.Groups["code"].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return letter is not ('\t' or '\n' or '\r') && Visible.IsHidden(letter)
            ? Visible.Of($"{letter}")
            : reference.Value;
    }

    [GeneratedRegex("&#x(?<code>[0-9A-F]{1,4});")]
    private static partial Regex Reference();

    /// <summary>Writes a page, which may only replace an older page.</summary>
    public static void Save(string path, string page)
    {
        Page.CheckReplaceable(path);
        AtomicFile.Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(page)));
    }
}
