using System.Net;
using System.Text.RegularExpressions;

namespace GanSharp.Reports.Tests;

/// <summary>Extracts the text and the addresses of a page.</summary>
internal static partial class PageText
{
    /// <summary>Returns the words of a page without tags, separated by single spaces.</summary>
    public static string Of(string html) =>
        Spaces().Replace(WebUtility.HtmlDecode(Tags().Replace(Hidden().Replace(html, ""), " ")), " ");

    /// <summary>Returns everything that a page could load or link to.</summary>
    public static IEnumerable<string> Addresses(string html) =>
        Links().Matches(html).Select(match => match.Groups["address"].Value);

    [GeneratedRegex("<(style|script)>.*?</\\1>", RegexOptions.Singleline)]
    private static partial Regex Hidden();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(
        """((?<=<[a-zA-Z][^<>]*\s)(src|srcset|href|action|poster|data)\s*=\s*["']?|url\(\s*|@import\s*)"""
        + """(?<address>[^"'\s>)]*)""")]
    private static partial Regex Links();
}
