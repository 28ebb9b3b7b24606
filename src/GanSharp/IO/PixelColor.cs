using System.Globalization;

namespace GanSharp.IO;

/// <summary>A colour of a pixel, such as the background of pictures.</summary>
/// <param name="Red">The red channel.</param>
/// <param name="Green">The green channel.</param>
/// <param name="Blue">The blue channel.</param>
public readonly record struct PixelColor(byte Red, byte Green, byte Blue)
{
    private const string WhiteName = "white", BlackName = "black";

    /// <summary>White.</summary>
    public static PixelColor White => new(255, 255, 255);

    /// <summary>Black.</summary>
    public static PixelColor Black => new(0, 0, 0);

    /// <summary>Whether it has no hue.</summary>
    public bool IsGrey => Red == Green && Green == Blue;

    /// <summary>One of its channels: red, green, blue.</summary>
    public byte this[int channel] => channel switch { 0 => Red, 1 => Green, _ => Blue };

    /// <summary>Parses <c>white</c>, <c>black</c> or six hexadecimal digits: <c>#ff8000</c>.</summary>
    /// <exception cref="GanSharpException">The text is none of these.</exception>
    public static PixelColor Parse(string text) => text switch
    {
        WhiteName => White,
        BlackName => Black,
        ['#', .. { Length: 6 } digits] when int.TryParse(
            digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) =>
            new((byte)(value >> 16), (byte)(value >> 8), (byte)value),
        _ => throw new GanSharpException($"'{text}' is not white, black or a colour such as #ff8000"),
    };

    /// <summary>
    /// Blends a sample of one channel onto this colour: 255 · v/max · a/max + colour · (1 - a/max), rounded.
    /// </summary>
    /// <param name="channel">The channel: 0 to 2.</param>
    /// <param name="value">The sample, 0 to <paramref name="max"/>.</param>
    /// <param name="alpha">Its opacity, 0 to <paramref name="max"/>.</param>
    /// <param name="max">The largest value of a sample.</param>
    public byte Under(int channel, int value, int alpha, int max)
    {
        if (alpha == max && max == 255)
            return (byte)value;
        var square = (long)max * max;
        return (byte)((255L * value * alpha + (long)this[channel] * max * (max - alpha) + square / 2) / square);
    }

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public override string ToString() =>
        this == White ? WhiteName : this == Black ? BlackName : $"#{Red:x2}{Green:x2}{Blue:x2}";
}
