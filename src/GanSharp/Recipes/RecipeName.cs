using System.Globalization;

namespace GanSharp.Recipes;

/// <summary>The rules for a recipe's name, which appears in headings and in the names of folders.</summary>
internal static class RecipeName
{
    private const int Longest = 100;

    /// <summary>Returns what is wrong with a name; null if it is valid.</summary>
    public static string? Fault(string name) =>
        name.Length == 0 ? "is empty; write a name, or leave it out for that of the file"
        : name.Length > Longest
            ? string.Create(
                CultureInfo.InvariantCulture, $"has {name.Length} characters, more than {Longest}; shorten it")
        : name.Any(IsControl) ? "has a line break or a control character; write one line of text"
        : null;

    private static bool IsControl(char character) =>
        char.GetUnicodeCategory(character)
            is UnicodeCategory.Control
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;
}
