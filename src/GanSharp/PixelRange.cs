using System.Numerics.Tensors;

namespace GanSharp;

/// <summary>The range of pixel values, set by the last activation of a generator.</summary>
public enum PixelRange
{
    /// <summary>[-1, 1], from black to white: the generator ends in tanh.</summary>
    SignedUnit,

    /// <summary>[0, 1], from black to white: the generator ends in a sigmoid.</summary>
    Unit,
}

/// <summary>Conversions between the bytes of an image file and the pixel values of a network.</summary>
public static class PixelRanges
{
    private const int Piece = 1024;

    /// <summary>
    /// Converts bytes to pixel values: <c>value = byte / 127.5 - 1</c> for <see cref="PixelRange.SignedUnit"/>,
    /// <c>byte / 255</c> for <see cref="PixelRange.Unit"/>.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// <paramref name="values"/> is shorter than <paramref name="pixels"/>.
    /// </exception>
    public static void ToFloats(this PixelRange range, ReadOnlySpan<byte> pixels, Span<float> values)
    {
        var (scale, offset) = Map(range);
        values = values[..pixels.Length];
        TensorPrimitives.ConvertTruncating(pixels, values);
        TensorPrimitives.Divide(values, scale, values);
        TensorPrimitives.Subtract(values, offset, values);
    }

    /// <summary>
    /// Converts pixel values to bytes: the inverse of <see cref="ToFloats"/>, rounded to the nearest byte. Values
    /// outside the range are clamped; NaN becomes 0.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// <paramref name="pixels"/> is shorter than <paramref name="values"/>.
    /// </exception>
    public static void ToBytes(this PixelRange range, ReadOnlySpan<float> values, Span<byte> pixels)
    {
        var (scale, offset) = Map(range);
        pixels = pixels[..values.Length];
        Span<float> piece = stackalloc float[Math.Min(Piece, values.Length)];
        for (; values.Length > 0; values = values[piece.Length..], pixels = pixels[piece.Length..])
        {
            piece = piece[..Math.Min(piece.Length, values.Length)];
            TensorPrimitives.Add(values[..piece.Length], offset, piece);
            TensorPrimitives.Multiply(piece, scale, piece);
            TensorPrimitives.Add(piece, 0.5f, piece);
            TensorPrimitives.ConvertSaturating<float, byte>(piece, pixels);
        }
    }

    private static (float Scale, float Offset) Map(PixelRange range) =>
        range == PixelRange.SignedUnit ? (127.5f, 1) : (255, 0);
}
