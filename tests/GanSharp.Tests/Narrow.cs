using System.Globalization;
using System.Text.RegularExpressions;
using GanSharp.Models;
using GanSharp.Recipes;

namespace GanSharp.Tests;

/// <summary>
/// Recipes with narrow layers: every width of 16 or more becomes its binary logarithm, rounded; to an even number in
/// recipes with gated linear units, which halve it, or with groups of channels, of which there are then two.
/// </summary>
internal static partial class Narrow
{
    private const int Least = 16;

    public static Recipe Of(Recipe recipe)
    {
        var multiple = recipe.Generator.Any(Halving().IsMatch) ? 2 : 1;
        return recipe with
        {
            Latent = Latent.Parse(Line(recipe.Latent.ToString())),
            Generator = Lines(recipe.Generator),
            Discriminator = Lines(recipe.Discriminator),
            ClassHead = Lines(recipe.ClassHead),
            CodeHead = Lines(recipe.CodeHead),
            Decoder = Lines(recipe.Decoder),
        };

        string[] Lines(IReadOnlyList<string> lines) => [.. lines.Select(Line)];

        string Line(string line) => Groups().Replace(WholeNumbers().Replace(line, Width), " g2");

        string Width(Match number) =>
            int.Parse(number.Value, CultureInfo.InvariantCulture) is >= Least and var width
                ? $"{multiple * Math.Round(Math.Log2(width) / multiple)}"
                : number.Value;
    }

    /// <summary>
    /// Matches whole numbers without a letter, point or slash before them: not <c>k16</c>, <c>0.25</c> or <c>H/16</c>.
    /// </summary>
    [GeneratedRegex(@"(?<![\w./])\d+(?![\w.])")]
    private static partial Regex WholeNumbers();

    [GeneratedRegex(@" g\d+")]
    private static partial Regex Groups();

    [GeneratedRegex(@" g\d+|\bglu\b")]
    private static partial Regex Halving();
}
