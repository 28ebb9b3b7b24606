using GanSharp.Reports;
using GanSharp.Reports.Languages;
using Microsoft.AspNetCore.Http;

namespace GanSharp.Studio.Languages;

/// <summary>The language of the answer to a request.</summary>
internal static class RequestLanguage
{
    /// <summary>The name of the cookie and of the parameter that choose the language.</summary>
    public const string Parameter = "language";

    /// <summary>
    /// The phrases of the language that the user chose, or else of the first that the browser asks for and that pages
    /// can be in.
    /// </summary>
    public static Phrases Of(HttpRequest request)
    {
        string?[] chosen = [request.Query[Parameter], request.Cookies[Parameter]];
        var wished = request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(entry => entry.Quality ?? 1)
            .Select(entry => entry.Value.Value?.Split('-')[0]);
        return Phrases.In(
            chosen.Concat(wished).OfType<string>().FirstOrDefault(PageLanguage.All.Contains) ?? PageLanguage.English);
    }
}
