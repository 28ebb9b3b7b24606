using System.Globalization;

namespace GanSharp.Text;

/// <summary>Lists what can be chosen, for messages.</summary>
internal static class Choices
{
    /// <summary>Formats choices: <c>a, b or c</c>.</summary>
    public static string Of(string[] words) =>
        words is [.. { Length: > 0 } first, var last] ? $"{string.Join(", ", first)} or {last}" : string.Concat(words);

    /// <summary>Formats the numbers that divide a number, in ascending order: <c>1, 2 or 4</c>.</summary>
    public static string DivisorsOf(int number) =>
        Of([
            .. Enumerable.Range(1, number).Where(divisor => number % divisor == 0)
                .Select(divisor => divisor.ToString(CultureInfo.InvariantCulture)),
        ]);
}
