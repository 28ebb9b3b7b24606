using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace GanSharp.Studio.Play;

/// <summary>The parameters of an address, each with its range.</summary>
internal readonly struct Parameters(IQueryCollection query)
{
    /// <summary>A whole number.</summary>
    /// <exception cref="GanSharpException">It is not a whole number in the range.</exception>
    public int Whole(string name, int otherwise, int low, int high)
    {
        if (One(name) is not { } text)
            return otherwise;
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value >= low && value <= high
                ? value
                : throw new GanSharpException($"{name} is '{text}'; it must be a whole number from {low} to {high}");
    }

    /// <summary>A number.</summary>
    /// <exception cref="GanSharpException">It is not a number in the range.</exception>
    public double Number(string name, double otherwise, double low, double high) =>
        One(name) is { } text ? Number(name, text, low, high) : otherwise;

    /// <summary>Numbers with commas between them; an empty one is null.</summary>
    /// <exception cref="GanSharpException">They are too many, or one is not a number in the range.</exception>
    public IReadOnlyList<double?> Numbers(string name, int most, double low, double high)
    {
        if (One(name) is not { Length: > 0 } list)
            return [];
        var texts = list.Split(',', most + 1);
        if (texts.Length > most)
            throw new GanSharpException($"{name} has more than the {most} numbers that this generator takes");
        return [.. texts.Select(text => text.Length == 0 ? (double?)null : Number(name, text, low, high))];
    }

    /// <summary>A text; null if there is none or it is empty.</summary>
    /// <exception cref="GanSharpException">It is too long.</exception>
    public string? Text(string name, int most) => One(name) switch
    {
        null or "" => null,
        { } text when text.Length <= most => text,
        _ => throw new GanSharpException($"{name} is longer than {most} characters; shorten it"),
    };

    private static double Number(string name, string text, double low, double high) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        && value >= low && value <= high // not true for NaN
            ? value
            : throw new GanSharpException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name} is '{Shortened(text)}'; it must be a number from {low} to {high}"));

    private static string Shortened(string text) => text.Length > 40 ? $"{text[..40]}…" : text;

    private string? One(string name) => query.TryGetValue(name, out var values)
        ? values is [var only]
            ? only
            : throw new GanSharpException($"{name} is given {values.Count} times; give it once")
        : null;
}
