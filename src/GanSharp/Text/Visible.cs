using System.Globalization;
using System.Text;

namespace GanSharp.Text;

/// <summary>
/// Safe display of foreign text, such as the name of a file or a class. Characters that control a terminal, reverse the
/// writing direction or end a line appear as their numbers, such as <c>\u001B</c>.
/// </summary>
public static class Visible
{
    private const char NonJoiner = '\u200C', Joiner = '\u200D';

    /// <summary>Returns the text on one line, with every hidden character escaped.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Escape(text, keepLines: false);
    }

    /// <summary>Returns the text with every hidden character escaped except line breaks.</summary>
    public static string Lines(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Escape(text, keepLines: true);
    }

    /// <summary>
    /// Whether a character is invisible but has an effect: a control character, or one that ends a line or changes the
    /// writing direction. Zero-width joiners and non-joiners are not hidden, since some languages and emoji need them.
    /// </summary>
    public static bool IsHidden(char character) => character is not (NonJoiner or Joiner)
        && char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static string Escape(string text, bool keepLines)
    {
        if (!text.Any(IsHidden))
            return text;
        var shown = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var isLine = text[i] == '\n' || (text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n');
            if (!IsHidden(text[i]) || (keepLines && isLine))
                shown.Append(text[i]);
            else
                shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:X4}");
        }
        return shown.ToString();
    }
}
