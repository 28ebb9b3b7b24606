using System.Globalization;
using System.Text;
using GanSharp.Text;

namespace GanSharp.IO;

/// <summary>A small proportional font of whole pixels, with the characters of ASCII.</summary>
internal static partial class PixelFont
{
    /// <summary>Rows of a line: seven above the baseline and two below.</summary>
    public const int Height = 9;

    /// <summary>The sign for text that was cut off.</summary>
    public const char Ellipsis = '…';

    private const int SpaceWidth = 2, Gap = 1;

    private static readonly Dictionary<char, string[]> Characters = Read();

    /// <summary>
    /// Returns the text with the letters that the font has, without accents; null if it has other characters.
    /// </summary>
    public static string? Drawable(string text)
    {
        var letters = new StringBuilder();
        foreach (var character in NormalForm.Of(text))
        {
            if (Characters.ContainsKey(character))
                letters.Append(character);
            else if (CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark)
                return null;
        }
        return letters.ToString();
    }

    /// <summary>Returns the width of a drawable text in pixels.</summary>
    public static int Width(string text) =>
        text.Length == 0 ? 0 : text.Sum(character => Characters[character][0].Length + Gap) - Gap;

    /// <summary>Calls <paramref name="set"/> with the column and row of every dark pixel of a drawable text.</summary>
    public static void Draw(string text, Action<int, int> set)
    {
        var left = 0;
        foreach (var rows in text.Select(character => Characters[character]))
        {
            for (var y = 0; y < Height; y++)
                for (var x = 0; x < rows[y].Length; x++)
                    if (rows[y][x] == '#')
                        set(left + x, y);
            left += rows[0].Length + Gap;
        }
    }

    private static Dictionary<char, string[]> Read()
    {
        var characters = new Dictionary<char, string[]>
        {
            [' '] = [.. Enumerable.Repeat(new string('.', SpaceWidth), Height)],
        };
        string[] lines = [.. Shapes.Split('\n').Where(line => line.Length > 0)];
        for (var block = 0; block < lines.Length; block += 1 + Height)
        {
            var heading = lines[block];
            foreach (var left in Enumerable.Range(0, heading.Length).Where(i => heading[i] != ' '))
                characters[heading[left]] =
                    [.. Enumerable.Range(1, Height).Select(row => lines[block + row][left..].Split(' ')[0])];
        }
        return characters;
    }
}
