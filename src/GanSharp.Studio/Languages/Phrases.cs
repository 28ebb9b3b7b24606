using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace GanSharp.Studio.Languages;

/// <summary>The texts of a page in its language. The English text is the key of its translation.</summary>
internal sealed class Phrases
{
    /// <summary>The name of the cookie and of the parameter that choose the language.</summary>
    public const string Parameter = "language";

    private static readonly Dictionary<string, (IReadOnlyDictionary<string, string> Texts, Messages Messages)> All =
        new()
        {
            ["en"] = (new Dictionary<string, string>(), new(new Dictionary<string, string>())),
            ["zh"] = (StudioAssets.Json("zh.json"), new(StudioAssets.Json("zh-messages.json"))),
        };

    private readonly IReadOnlyDictionary<string, string> _translations;
    private readonly Messages _messages;

    /// <summary>The languages that pages can be in.</summary>
    public static IReadOnlyCollection<string> Languages => All.Keys;

    private Phrases(string language)
    {
        Language = language;
        (_translations, _messages) = All[language];
    }

    /// <summary>The language: <c>en</c> or <c>zh</c>.</summary>
    public string Language { get; }

    /// <summary>The translations from English; empty for English.</summary>
    public IReadOnlyDictionary<string, string> Translations => _translations;

    /// <summary>The translation of an English text; the text itself if there is none.</summary>
    public string this[string english] => _translations.GetValueOrDefault(english, english);

    /// <summary>The translation of an English text with places such as <c>{0}</c> for values.</summary>
    public string this[string english, params object?[] values] =>
        string.Format(CultureInfo.InvariantCulture, this[english], values);

    /// <summary>
    /// The translation of a message that the studio or the library made, such as an error; the message itself if there
    /// is none.
    /// </summary>
    [return: NotNullIfNotNull(nameof(message))]
    public string? Say(string? message) =>
        message is null ? null : _translations.TryGetValue(message, out var text) ? text : _messages.Of(message);

    /// <summary>The phrases of a language.</summary>
    /// <param name="language">One of <see cref="Languages"/>.</param>
    public static Phrases In(string language) => new(language);

    /// <summary>
    /// The language that the user chose, or else the first that the browser asks for and the studio has.
    /// </summary>
    public static Phrases Of(HttpRequest request)
    {
        string?[] chosen = [request.Query[Parameter], request.Cookies[Parameter]];
        var wished = request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(entry => entry.Quality ?? 1)
            .Select(entry => entry.Value.Value?.Split('-')[0]);
        return new(chosen.Concat(wished).FirstOrDefault(name => name is not null && All.ContainsKey(name)) ?? "en");
    }
}
