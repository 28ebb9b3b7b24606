using System.Net;
using System.Text.RegularExpressions;

namespace GanSharp.Reports.Tests;

/// <summary>What a page says.</summary>
internal static partial class PageText
{
    /// <summary>The words of a page, without tags and with one space between them.</summary>
    public static string Of(string html) =>
        Spaces().Replace(WebUtility.HtmlDecode(Tags().Replace(Hidden().Replace(html, ""), " ")), " ");

    /// <summary>All that a page could load or lead to.</summary>
    public static IEnumerable<string> Addresses(string html) =>
        Links().Matches(html).Select(match => match.Groups["address"].Value);

    [GeneratedRegex("<(style|script)>.*?</\\1>", RegexOptions.Singleline)]
    private static partial Regex Hidden();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(
        """((?<=<[a-zA-Z][^<>]*\s)(src|srcset|href|action|poster|data)\s*=\s*["']?|url\(\s*|@import\s*)(?<address>[^"'\s>)]*)"""
    )]
    private static partial Regex Links();
}
