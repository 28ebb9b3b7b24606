using System.Globalization;

namespace GanSharp.Text;

/// <summary>Numbers as recipes write them, the same in every country.</summary>
internal static class Numbers
{
    /// <summary>A finite number with a point before its decimals, such as <c>0.5</c> or <c>2e-4</c>; null for anything else.</summary>
    public static double? Parse(string word) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    /// <summary>The shortest text that <see cref="Parse"/> makes the same number of, without a plus, which joins the parts of noise.</summary>
    public static string Format(double number) => number.ToString("R", CultureInfo.InvariantCulture).Replace("E+", "E", StringComparison.Ordinal);
}
