using System.Globalization;

namespace GanSharp.Recipes;

/// <summary>What a recipe may be called: its name stands in headlines and in the names of folders.</summary>
internal static class RecipeName
{
    private const int Longest = 100;

    /// <summary>A name that will do.</summary>
    /// <exception cref="GanSharpException">It is empty, too long, or not one line of text.</exception>
    public static string Checked(string name) =>
        name.Length == 0 ? throw new GanSharpException("is empty; write a name, or leave it out for that of the file")
        : name.Length > Longest
            ? throw new GanSharpException(string.Create(CultureInfo.InvariantCulture, $"has {name.Length} characters, more than {Longest}; shorten it"))
        : name.Any(IsNoText) ? throw new GanSharpException("has a line break or a control character; write one line of text")
        : name;

    private static bool IsNoText(char character) =>
        char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
