namespace GanSharp.Text;

/// <summary>Suggestions for mistyped names.</summary>
public static class Nearest
{
    private const int MostSuggestions = 3;

    /// <summary>
    /// Returns up to three <paramref name="names"/> nearest to <paramref name="word"/>, best first. A name is near when
    /// the word is its beginning, or when at most a third of the word's letters (but always one) are mistyped and not
    /// all of them. Letter case is ignored.
    /// </summary>
    public static IReadOnlyList<string> To(string word, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(word);
        var most = Math.Max(1, word.Length / 3);
        return [.. names
            .Where(name => IsBeginning(word, name) || Math.Abs(word.Length - name.Length) <= most)
            .Select(name => (Name: name, Distance: IsBeginning(word, name) ? 1 : Distance(word, name)))
            .Where(found => found.Distance <= most && found.Distance < Math.Max(word.Length, found.Name.Length))
            .OrderBy(found => found.Distance)
            .Take(MostSuggestions)
            .Select(found => found.Name)];
    }

    /// <summary>
    /// Returns a clause for the end of an error message: <c>; did you mean a, b or c?</c>, or an empty string when no
    /// name is near.
    /// </summary>
    public static string Hint(string word, IEnumerable<string> names) => Hint(word, names, name => name);

    /// <summary>Returns such a clause, with the names formatted as the user types them.</summary>
    internal static string Hint(string word, IEnumerable<string> names, Func<string, string> typed) =>
        To(word, names).Select(typed).ToArray() is { Length: > 0 } near ? $"; did you mean {Choices.Of(near)}?" : "";

    /// <summary>
    /// Counts the letters to insert, delete, replace or swap with a neighbour to turn <paramref name="a"/> into
    /// <paramref name="b"/> (restricted Damerau-Levenshtein distance: no letter is edited twice). Letter case is
    /// ignored.
    /// </summary>
    internal static int Distance(string a, string b)
    {
        (a, b) = (a.ToLowerInvariant(), b.ToLowerInvariant());
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    d[i, j] = i + j;
                    continue;
                }
                var replaced = d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                d[i, j] = Math.Min(replaced, Math.Min(d[i - 1, j], d[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }
        return d[a.Length, b.Length];
    }

    private static bool IsBeginning(string word, string name) =>
        word.Length > 0 && name.StartsWith(word, StringComparison.OrdinalIgnoreCase);
}
