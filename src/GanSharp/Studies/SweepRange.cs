using System.Globalization;
using System.Text.RegularExpressions;
using GanSharp.Tensors;
using GanSharp.Text;

namespace GanSharp.Studies;

/// <summary>
/// A range of numbers to draw from: <c>1e-5..1e-3 log</c>, or <c>16..128</c>, which gives whole numbers.
/// </summary>
/// <param name="Low">The smallest number.</param>
/// <param name="High">The largest number.</param>
/// <param name="IsLogarithmic">Whether the logarithm of the number is uniform, rather than the number.</param>
/// <param name="IsWhole">Whether whole numbers are drawn.</param>
public sealed partial record SweepRange(double Low, double High, bool IsLogarithmic, bool IsWhole)
{
    /// <summary>Parses a range; null if the text is not a range.</summary>
    /// <exception cref="GanSharpException">
    /// The ends are in the wrong order, or a logarithmic range does not start above 0.
    /// </exception>
    public static SweepRange? Parse(string text)
    {
        if (Pattern().Match(text) is not { Success: true } match
            || Numbers.Parse(match.Groups["low"].Value) is not { } low
            || Numbers.Parse(match.Groups["high"].Value) is not { } high)
            return null;
        var isLogarithmic = match.Groups["log"].Success;
        if (low >= high)
            throw new GanSharpException($"the range '{text}' must start below its end");
        if (isLogarithmic && low <= 0)
            throw new GanSharpException($"the range '{text}' is logarithmic, so it must be above 0");
        return new(
            low, high, isLogarithmic,
            match.Groups["low"].Value.All(char.IsAsciiDigit) && match.Groups["high"].Value.All(char.IsAsciiDigit));
    }

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public override string ToString() =>
        $"{Numbers.Format(Low)}..{Numbers.Format(High)}{(IsLogarithmic ? " log" : "")}";

    /// <summary>The next number of a stream, rounded to three digits unless whole.</summary>
    internal string Draw(RandomStream stream)
    {
        var place = stream.Uniform([1], dtype: DType.F64).ToArray<double>()[0];
        var end = IsWhole && !IsLogarithmic ? High + 1 : High;
        var value = IsLogarithmic ? Low * Math.Pow(High / Low, place) : Low + (end - Low) * place;
        if (IsWhole)
            return (IsLogarithmic ? Math.Round(value) : Math.Floor(value)).ToString("F0", CultureInfo.InvariantCulture);
        return Math.Abs(value) is >= 0.01 and < 1000 ? Numbers.Rounded(value) : Numbers.Scientific(value);
    }

    [GeneratedRegex(@"^\s*(?<low>\S+?)\.\.(?<high>\S+)(?<log>\s+log)?\s*$")]
    private static partial Regex Pattern();
}
