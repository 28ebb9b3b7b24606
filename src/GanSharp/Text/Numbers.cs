using System.Globalization;

namespace GanSharp.Text;

/// <summary>
/// Number formats of recipes, listings, pages and messages, the same in every culture: <c>0.5</c>, <c>2,970</c>,
/// <c>1.7e-5</c>.
/// </summary>
public static class Numbers
{
    private const double LeastPlain = 0.001, MostPlain = 1e9;

    /// <summary>
    /// Parses a finite number with a decimal point, such as <c>0.5</c> or <c>2e-4</c>. Returns null for anything else.
    /// </summary>
    public static double? Parse(string word) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? number
            : null;

    /// <summary>Returns the shortest text that <see cref="Parse"/> reads as the same number.</summary>
    public static string Format(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.IndexOf('E', StringComparison.Ordinal) is var at and > 0
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{text[..at]}e{int.Parse(text.AsSpan(at + 1), CultureInfo.InvariantCulture)}")
            : text;
    }

    /// <summary>
    /// Formats a measured number for people, to that many significant digits: <c>2,970</c>, <c>12.3</c>,
    /// <c>1.7e-5</c>. Digits before the decimal point are never rounded away.
    /// </summary>
    public static string Rounded(double number, int digits = 3)
    {
        if (!double.IsFinite(number))
            return Format(number);
        if (number != 0 && Math.Abs(number) is < LeastPlain or >= MostPlain)
            return Scientific(number, digits);
        var whole = number == 0 ? 1 : (int)Math.Floor(Math.Log10(Math.Abs(number))) + 1;
        var decimals = Math.Max(0, digits - whole);
        return Math.Round(number, decimals)
            .ToString(decimals == 0 ? "N0" : $"#,0.{new string('#', decimals)}", CultureInfo.InvariantCulture);
    }

    /// <summary>Formats a number with an exponent, to that many significant digits: <c>4.5e-4</c>.</summary>
    public static string Scientific(double number, int digits = 3) =>
        number.ToString($"0.{new string('#', digits - 1)}e0", CultureInfo.InvariantCulture);
}
