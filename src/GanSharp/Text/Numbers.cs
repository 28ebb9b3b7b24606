using System.Globalization;

namespace GanSharp.Text;

/// <summary>Numbers as recipes write them, the same in every country.</summary>
internal static class Numbers
{
    /// <summary>A finite number with a point before its decimals, such as <c>0.5</c> or <c>2e-4</c>; null for anything else.</summary>
    public static double? Parse(string word) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
