using System.Globalization;

namespace GanSharp.Recipes;

/// <summary>What a recipe may be called: its name stands in headlines and in the names of folders.</summary>
internal static class RecipeName
{
    private const int Longest = 100;

    /// <summary>Why a name will not do; null where it will.</summary>
    public static string? Fault(string name) =>
        name.Length == 0 ? "is empty; write a name, or leave it out for that of the file"
        : name.Length > Longest
            ? string.Create(
                CultureInfo.InvariantCulture, $"has {name.Length} characters, more than {Longest}; shorten it")
        : name.Any(IsNoText) ? "has a line break or a control character; write one line of text"
        : null;

    private static bool IsNoText(char character) =>
        char.GetUnicodeCategory(character)
            is UnicodeCategory.Control
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;
}
