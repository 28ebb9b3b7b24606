using System.Globalization;
using GanSharp.Tensors;
using GanSharp.Text;

namespace GanSharp;

/// <summary>The noise that a generator turns into images, written <c>62 normal</c>, <c>100 uniform -1 1</c>.</summary>
/// <param name="Size">Numbers per sample, 1 to 65,536.</param>
/// <param name="Bounds">The interval of uniform noise; null for standard normal noise.</param>
public sealed record Latent(int Size, (double Low, double High)? Bounds = null)
{
    private const string Usage = "write SIZE normal, or SIZE uniform LOW HIGH, such as '100 uniform -1 1'";

    /// <summary>Reads the text form.</summary>
    /// <exception cref="GanSharpException">It is malformed or out of range.</exception>
    public static Latent Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || !int.TryParse(words[0], out var size) || size is < 1 or > 65536)
            throw new GanSharpException($"'{text}' is not a latent of 1 to 65536 numbers; {Usage}");
        return words[1..] switch
        {
            ["normal"] => new(size),
            ["uniform", var low, var high] when Numbers.Parse(low) is { } a && Numbers.Parse(high) is { } b && a < b => new(size, (a, b)),
            _ => throw new GanSharpException($"'{text}' is not a distribution of noise; {Usage}"),
        };
    }

    /// <summary>Noise for that many samples, shape (count, <see cref="Size"/>).</summary>
    public Tensor Draw(int count, RandomStream stream, DType dtype = DType.F32)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Bounds is var (low, high) ? stream.Uniform([count, Size], low, high, dtype) : stream.Normal([count, Size], dtype: dtype);
    }

    /// <summary>The text form, which <see cref="Parse"/> reads.</summary>
    public override string ToString() =>
        Bounds is var (low, high) ? string.Create(CultureInfo.InvariantCulture, $"{Size} uniform {low} {high}") : $"{Size} normal";
}
