using System.Text;

namespace GanSharp.Text;

/// <summary>
/// Names in one line, divided by commas or semicolons. A name that has one of these stands in double quotes, in which
/// <c>""</c> is a quote: <c>lily, "roses, red"</c>.
/// </summary>
public static class NameList
{
    private const char Quote = '"';
    private static readonly char[] Dividers = [',', ';'];

    /// <summary>The names, without spaces around those that are not quoted.</summary>
    /// <exception cref="GanSharpException">A quote is not closed, or something stands behind it.</exception>
    public static string[] Parse(string text) =>
        [.. Pieces(text, Dividers).Select(Unquoted).Where(name => name.Length > 0)];

    /// <summary>The names in one line, as <see cref="Parse"/> reads them.</summary>
    public static string Format(IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return string.Join(", ", names.Select(Quoted));
    }

    /// <summary>The name as it stands in a list.</summary>
    internal static string Format(string name) => Quoted(name);

    /// <summary>
    /// What stands between dividers that are not in quotes; with its quotes, and without spaces around it.
    /// </summary>
    internal static IEnumerable<string> Pieces(string text, params char[] dividers)
    {
        ArgumentNullException.ThrowIfNull(text);
        var piece = new StringBuilder();
        var isQuoted = false;
        foreach (var character in text)
        {
            if (!isQuoted && dividers.Contains(character))
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

    private static string Quoted(string name) => name.IndexOfAny([.. Dividers, Quote]) >= 0 || name.Trim() != name
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
                $"{piece}: write a name that has commas or quotes as \"roses, red\", with \"\" for a quote in it");
    }

    /// <summary>Whether a quoted piece seems to be over, so that another quote stands for one in it.</summary>
    private static bool IsClosed(StringBuilder piece) =>
        piece.ToString().TrimStart().StartsWith(Quote) && piece[^1] == Quote;
}
