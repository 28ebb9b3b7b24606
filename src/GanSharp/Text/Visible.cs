using System.Globalization;
using System.Text;

namespace GanSharp.Text;

/// <summary>
/// Makes foreign text, such as the name of a file or of a class, safe to show: what steers a terminal, reverses the
/// direction of writing or ends a line is written as its number, such as <c>\u001B</c>.
/// </summary>
public static class Visible
{
    private const char NonJoiner = '\u200C', Joiner = '\u200D';

    /// <summary>The text in one line, with nothing in it that is not seen.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Escape(text, keepLines: false);
    }

    /// <summary>The text in the lines that it has, with nothing else in it that is not seen.</summary>
    public static string Lines(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Escape(text, keepLines: true);
    }

    /// <summary>
    /// Whether a character is not seen where it stands but does something: a control character, one that ends a line or
    /// changes the direction of writing. What joins letters or not belongs to the spelling of some languages, and to
    /// emoji.
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
