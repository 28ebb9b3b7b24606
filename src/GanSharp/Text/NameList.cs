using System.Text;

namespace GanSharp.Text;

/// <summary>
/// Names in one line, separated by commas or semicolons. A name that contains a separator is in double quotes, where
/// <c>""</c> stands for a quote: <c>lily, "roses, red"</c>.
/// </summary>
public static class NameList
{
    private const char Quote = '"';
    private static readonly char[] Separators = [',', ';'];

    /// <summary>Reads names from a line. Unquoted names are trimmed; empty ones are skipped.</summary>
    /// <exception cref="GanSharpException">A quote is not closed, or text follows the closing quote.</exception>
    public static string[] Parse(string text) =>
        [.. Pieces(text, Separators).Select(Unquoted).Where(name => name.Length > 0)];

    /// <summary>Writes names in one line, as <see cref="Parse"/> reads them.</summary>
    public static string Format(IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return string.Join(", ", names.Select(Quoted));
    }

    /// <summary>Writes one name, quoted where a list requires it.</summary>
    internal static string Format(string name) => Quoted(name);

    /// <summary>Splits text at separators outside quotes. Pieces keep their quotes and are trimmed.</summary>
    internal static IEnumerable<string> Pieces(string text, params char[] separators)
    {
        ArgumentNullException.ThrowIfNull(text);
        var piece = new StringBuilder();
        var isQuoted = false;
        foreach (var character in text)
        {
            if (!isQuoted && separators.Contains(character))
            {
                yield return piece.ToString().Trim();
                piece.Clear();
                continue;
            }
            if (character == Quote && (isQuoted || string.IsNullOrWhiteSpace(piece.ToString()) || IsClosed(piece)))
                isQuoted = !isQuoted;
            piece.Append(character);
        }
        yield return piece.ToString().Trim();
    }

    private static string Quoted(string name) => name.IndexOfAny([.. Separators, Quote]) >= 0 || name.Trim() != name
        ? $"{Quote}{name.Replace("\"", "\"\"", StringComparison.Ordinal)}{Quote}" : name;

    private static string Unquoted(string piece)
    {
        if (!piece.StartsWith(Quote))
            return piece;
        var inside =
            piece.Length > 1 && piece.EndsWith(Quote)
                ? piece[1..^1].Replace("\"\"", "\0", StringComparison.Ordinal)
                : "\"";
        return !inside.Contains(Quote, StringComparison.Ordinal) ? inside.Replace('\0', Quote)
            : throw new GanSharpException(
                $"{piece}: write a name with commas or quotes as \"roses, red\", and each quote in it as \"\"");
    }

    /// <summary>Whether a quoted piece seems complete, so that one more quote would be part of its text.</summary>
    private static bool IsClosed(StringBuilder piece) =>
        piece.ToString().TrimStart().StartsWith(Quote) && piece[^1] == Quote;
}
