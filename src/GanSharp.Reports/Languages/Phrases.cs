using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace GanSharp.Reports.Languages;

/// <summary>
/// The texts of a page in its language. The English text is the key of its translation. What follows the last
/// <c>" | "</c> of a key is no text: it tells two meanings of an English word from each other.
/// </summary>
internal sealed class Phrases
{
    private const string Meaning = " | ";

    private static readonly Dictionary<string, Phrases> All = new()
    {
        [PageLanguage.English] = new(PageLanguage.English, new Dictionary<string, string>(), []),
        [PageLanguage.Chinese] = new(PageLanguage.Chinese, Read("zh.json"), Read("zh-messages.json")),
    };

    private readonly Dictionary<string, string> _translations;
    private readonly Messages _messages;

    /// <summary>The phrases of English pages.</summary>
    public static Phrases English => All[PageLanguage.English];

    private Phrases(string language, Dictionary<string, string> translations, Dictionary<string, string> messages)
    {
        Language = language;
        (_translations, _messages) = (translations, new(messages));
    }

    /// <summary>One of <see cref="PageLanguage.All"/>.</summary>
    public string Language { get; }

    /// <summary>The translations from English; empty for English.</summary>
    public IReadOnlyDictionary<string, string> Translations => _translations;

    /// <summary>The translation of an English text; the text itself if there is none.</summary>
    public string this[string english] =>
        _translations.TryGetValue(english, out var text) ? text
        : english.LastIndexOf(Meaning, StringComparison.Ordinal) is >= 0 and var end ? english[..end]
        : english;

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
    /// <param name="language">One of <see cref="PageLanguage.All"/>.</param>
    /// <exception cref="GanSharpException">There are no pages in that language.</exception>
    public static Phrases In(string language)
    {
        ArgumentNullException.ThrowIfNull(language);
        return All.GetValueOrDefault(language) ?? throw new GanSharpException(
            $"there are no pages in '{language}'; choose from {string.Join(", ", PageLanguage.All)}");
    }

    /// <summary>Reads an embedded file that is a JSON object of texts.</summary>
    internal static Dictionary<string, string> Read(string name)
    {
        using var json = JsonDocument.Parse(PageAssets.Load(name));
        return json.RootElement.EnumerateObject().ToDictionary(text => text.Name, text => text.Value.GetString()!);
    }
}
