using System.Numerics;
using GanSharp.Data;

namespace GanSharp.Networks;

/// <summary>
/// A size that may depend on the data: products and quotients of whole numbers and of C, H and W, the image's channels,
/// height and width, and K, the number of classes. <c>128*H/4*W/4</c> is 6272 for images of 28×28.
/// </summary>
internal static class Dimension
{
    private const int OtherFactors = 16;

    /// <summary>Computes the size for the data of <paramref name="context"/>.</summary>
    /// <exception cref="GanSharpException">
    /// The text is not a size, a division leaves a remainder, or the result is not 1 to 2³¹-1.
    /// </exception>
    public static int Evaluate(string text, NetworkContext context)
    {
        long? value = null;
        var start = 0;
        for (var end = 0; end <= text.Length; end++)
        {
            if (end < text.Length && text[end] is not ('*' or '/'))
                continue;
            var factor = Factor(text[start..end], text, context);
            value = value is null ? factor
                : text[start - 1] == '*' ? Math.Min(value.Value * factor, long.MaxValue / int.MaxValue)
                : value % factor == 0 ? value / factor
                : throw new GanSharpException(
                    $"{text} is not a whole number for images of {context.Image}: "
                    + $"{value} is not divisible by {factor}{Remedy(text, context, factor)}");
            start = end + 1;
        }
        return value is >= 1 and <= int.MaxValue
            ? (int)value
            : throw new GanSharpException($"{text} is {value}; a size must be 1 or more");
    }

    /// <summary>
    /// Suggests the nearest side of a square that is divisible by the factor, and by 2, 4, 8 and 16 for other layers;
    /// empty if there is none.
    /// </summary>
    private static string Remedy(string text, NetworkContext context, int factor)
    {
        if (!text.Contains('H', StringComparison.Ordinal) && !text.Contains('W', StringComparison.Ordinal))
            return "";
        var side = Math.Max(context.Image.Height, context.Image.Width);
        var step = (long)factor * OtherFactors / (long)BigInteger.GreatestCommonDivisor(factor, OtherFactors);
        var size = Math.Max(1, (side + step / 2) / step) * step;
        return size <= ImageSelection.LargestSize ? $"; scale them with --image-size {size}" : "";
    }

    private static int Factor(string text, string whole, NetworkContext context) => text switch
    {
        "C" => context.Image.Channels,
        "H" => context.Image.Height,
        "W" => context.Image.Width,
        "K" => context.Classes > 0
            ? context.Classes
            : throw new GanSharpException("K is the number of classes, but the data has no labels"),
        _ => int.TryParse(text, out var number) && number > 0 ? number
            : throw new GanSharpException(
                $"'{whole}' is not a size; write numbers and C, H, W, K joined by * and /, such as 64 or H/4"),
    };
}
