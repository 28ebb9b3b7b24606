using System.Buffers.Binary;
using System.Buffers.Text;

namespace GanSharp.Studio.Play;

/// <summary>A noise vector as text in an address: its numbers in half precision, in base 64.</summary>
internal static class NoiseText
{
    /// <summary>The most numbers that fit into an address.</summary>
    public const int MostNumbers = 2048;

    private const float Largest = 100;

    /// <summary>The text of a vector; null if it is too long.</summary>
    public static string? Of(ReadOnlySpan<float> vector)
    {
        if (vector.Length > MostNumbers)
            return null;
        var bytes = new byte[2 * vector.Length];
        for (var i = 0; i < vector.Length; i++)
            BinaryPrimitives.WriteHalfLittleEndian(bytes.AsSpan(2 * i), (Half)vector[i]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads the text of a vector.</summary>
    /// <exception cref="GanSharpException">It is not a vector of that size.</exception>
    public static float[] Parse(string text, int size)
    {
        if (!Base64Url.IsValid(text, out var length) || length != 2 * size)
            throw new GanSharpException("start is not a place in this generator's noise; copy the whole link");
        var bytes = Base64Url.DecodeFromChars(text);
        var vector = new float[size];
        for (var i = 0; i < size; i++)
        {
            vector[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(bytes.AsSpan(2 * i));
            if (!(Math.Abs(vector[i]) <= Largest))
                throw new GanSharpException("start has a number that is too large; copy the whole link");
        }
        return vector;
    }
}
