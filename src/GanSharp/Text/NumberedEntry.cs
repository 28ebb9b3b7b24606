namespace GanSharp.Text;

/// <summary>Entries of recipes with a name and numbers above 0, such as <c>gradient-penalty 10</c>.</summary>
internal static class NumberedEntry
{
    /// <summary>Reads the numbers of an entry; the last defaults stand for numbers that are not given.</summary>
    /// <param name="text">The whole entry, for errors.</param>
    /// <param name="words">Its words after the name.</param>
    /// <param name="usage">How it is written, for errors.</param>
    /// <param name="defaults">The numbers that apply if none is given.</param>
    /// <exception cref="GanSharpException">There are too many words, or one is not a number above 0.</exception>
    public static IReadOnlyList<double> NumbersOf(
        string text, string[] words, string usage, IReadOnlyList<double> defaults) => words.Length > defaults.Count
        ? throw new GanSharpException($"'{words[defaults.Count]}' in '{text}' is not understood; write {usage}")
        : [.. words.Select(word => NumberOf(text, word, usage)), .. defaults.Skip(words.Length)];

    /// <summary>Reads a number of an entry.</summary>
    /// <exception cref="GanSharpException">It is not a number above 0.</exception>
    public static double NumberOf(string text, string word, string usage) =>
        Numbers.Parse(word) is { } number and > 0 ? number
            : throw new GanSharpException($"'{word}' in '{text}' is not a number above 0; write {usage}");
}
