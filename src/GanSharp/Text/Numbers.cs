using System.Globalization;

namespace GanSharp.Text;

/// <summary>
/// Numbers as recipes, listings, pages and messages write them, the same in every country: <c>0.5</c>, <c>2,970</c>,
/// <c>1.7e-5</c>.
/// </summary>
public static class Numbers
{
    private const double LeastPlain = 0.001, MostPlain = 1e9;

    /// <summary>
    /// A finite number with a point before its decimals, such as <c>0.5</c> or <c>2e-4</c>; null for anything else.
    /// </summary>
    public static double? Parse(string word) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? number
            : null;

    /// <summary>The shortest text that <see cref="Parse"/> makes the same number of.</summary>
    public static string Format(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.IndexOf('E', StringComparison.Ordinal) is var at and > 0
            ? $"{text[..at]}e{int.Parse(text.AsSpan(at + 1), CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)}"
            : text;
    }

    /// <summary>
    /// A measured number for people to read, to that many digits: <c>2,970</c>, <c>12.35</c>, <c>1.7e-5</c>.
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

    /// <summary>A number with an exponent, to that many digits: <c>4.5e-4</c>.</summary>
    public static string Scientific(double number, int digits = 3) =>
        number.ToString($"0.{new string('#', digits - 1)}e0", CultureInfo.InvariantCulture);
}
