namespace GanSharp.Reports.Languages;

/// <summary>
/// Translates messages of the library and of the studio, such as errors and warnings, which have names and numbers in
/// them. A message may be part of another: behind a place such as <c>cats/1.png: </c>, or where another has a value.
/// </summary>
/// <param name="translations">The templates in English and their translations.</param>
internal sealed class Messages(IReadOnlyDictionary<string, string> translations)
{
    private const int MostCharacters = 4000, MostNested = 4;

    /// <summary>
    /// All templates, in the order in which they are tried: those with a long beginning before the first value, then
    /// those with many letters.
    /// </summary>
    public IReadOnlyList<MessageTemplate> Templates { get; } =
    [
        .. translations.Select(pair => new MessageTemplate(pair.Key, pair.Value))
            .OrderByDescending(template => template.Pieces[0].Length).ThenByDescending(template => template.Letters),
    ];

    /// <summary>The translation of a message; the message itself if there is none.</summary>
    public string Of(string message) =>
        Templates.Count == 0 || message.Length > MostCharacters ? message : Of(message, 0);

    private string Of(string message, int depth)
    {
        if (depth > MostNested)
            return message;
        foreach (var template in Templates)
        {
            if (template.ValuesIn(message) is { } values)
                return template.With(
                    [.. values.Select((value, i) => template.IsQuoted(i) ? value : Of(value, depth + 1))]);
        }
        return After(": ", "：", message, depth) ?? After("; ", "；", message, depth) ?? message;
    }

    /// <summary>Translates what stands before and behind the first mark; null if neither can be.</summary>
    private string? After(string mark, string translated, string message, int depth)
    {
        if (message.IndexOf(mark, StringComparison.Ordinal) is not (> 0 and var at))
            return null;
        var (first, rest) = (message[..at], message[(at + mark.Length)..]);
        var (before, behind) = (Of(first, depth + 1), Of(rest, depth + 1));
        return before == first && behind == rest ? null : $"{before}{translated}{behind}";
    }
}
