using System.Globalization;
using GanSharp.Text;

namespace GanSharp.IO.Charts;

/// <summary>Round numbers that span a range, and their labels.</summary>
internal static class TickMarks
{
    private const double Tiny = 1e-9;

    /// <summary>
    /// Returns multiples of 1, 2 or 5 times a power of ten, from the last one at or below <paramref name="low"/> to the
    /// first at or above <paramref name="high"/>.
    /// </summary>
    public static double[] Even(double low, double high, int most, bool areWhole)
    {
        var step = Step((high - low) / Math.Max(1, most));
        if (areWhole)
            step = Math.Max(1, step);
        var (first, last) = (Math.Floor(low / step + Tiny), Math.Ceiling(high / step - Tiny));
        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => (first + i) * step)];
    }

    /// <summary>
    /// Returns logarithms to base 10 of powers of ten that span the range, and of 2 and 5 times those if the range has
    /// at most two decades.
    /// </summary>
    public static double[] Logarithmic(double low, double high, int most)
    {
        var decades = Math.Ceiling(high) - Math.Floor(low);
        var stride = Math.Ceiling(decades / Math.Max(1, most));
        double[] parts = decades <= 2 ? [0, Math.Log10(2), Math.Log10(5)] : [0];
        var all = Enumerable
            .Range(0, (int)(decades / stride) + 2)
            .SelectMany(i => parts.Select(part => Math.Floor(low) + i * stride + part))
            .ToArray();
        var first = Array.FindLastIndex(all, tick => tick <= low + Tiny);
        var last = Array.FindIndex(all, tick => tick >= high - Tiny);
        return all[first..(last + 1)];
    }

    /// <summary>
    /// Formats the ticks of <see cref="Even"/> with as many decimals as needed, in thousands or millions if shorter.
    /// </summary>
    public static IEnumerable<string> Labels(double[] ticks)
    {
        var largest = ticks.Select(Math.Abs).DefaultIfEmpty().Max();
        var step = ticks.Length > 1 ? ticks[1] - ticks[0] : largest;
        if (largest is 0)
            return ticks.Select(_ => "0");
        if (largest is >= 1e9 or < 1e-3)
            return ticks.Select(tick => Format(tick, $"0.{new string('#', Decimals(step / largest) + 1)}e0"));
        var (unit, letter) = largest >= 1e6 ? (1e6, "M") : largest >= 1e4 ? (1e3, "k") : (1, "");
        return ticks.Select(tick => tick == 0 ? "0" : Format(tick / unit, $"F{Decimals(step / unit)}") + letter);
    }

    /// <summary>Formats the ticks of <see cref="Logarithmic"/>.</summary>
    public static IEnumerable<string> LogarithmicLabels(double[] ticks) =>
        ticks.Select(tick => Format(Math.Pow(10, tick), tick is > -3 - Tiny and < 4.5 ? "0.###" : "0e0"));

    /// <summary>Formats a number for people: whole numbers with commas, others to three digits.</summary>
    public static string Text(double value) =>
        !double.IsFinite(value) ? "no number"
        : Math.Round(value) == value && Math.Abs(value) < 1e9
            ? Minus(value.ToString("N0", CultureInfo.InvariantCulture))
        : Minus(Numbers.Rounded(value));

    /// <summary>
    /// Returns the smallest 1, 2 or 5 times a power of ten that is at least <paramref name="rough"/>.
    /// </summary>
    private static double Step(double rough)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return power * (rough / power) switch { <= 1 + Tiny => 1, <= 2 + Tiny => 2, <= 5 + Tiny => 5, _ => 10 };
    }

    private static int Decimals(double step) => Math.Clamp((int)Math.Ceiling(-Math.Log10(step) - Tiny), 0, 15);

    private static string Format(double value, string format) =>
        Minus(value.ToString(format, CultureInfo.InvariantCulture));

    private static string Minus(string number) => number.Replace('-', '−');
}
