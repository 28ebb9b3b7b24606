using System.Globalization;
using System.Text;

namespace GanSharp.IO;

/// <summary>
/// The header of NPY files, the format of NumPy's arrays: after it come the elements, the last axis fastest. Version
/// 1.0; see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html.
/// </summary>
public static class Npy
{
    private const int Alignment = 64, MostDigits = 21;

    /// <summary>The kind of these files.</summary>
    public static FileKind Kind { get; } = new("a NumPy array", [0x93, .. "NUMPY"u8]);

    /// <summary>
    /// Returns the header of an array, the same bytes as NumPy writes: its length is a multiple of 64, with room for a
    /// first extent of 21 digits.
    /// </summary>
    /// <typeparam name="T">The elements: byte, int, long, float or double, little-endian.</typeparam>
    /// <param name="extents">The shape.</param>
    /// <exception cref="NotSupportedException">There is no such element type.</exception>
    public static byte[] Header<T>(params ReadOnlySpan<long> extents) where T : unmanaged
    {
        var shape = string.Concat(
            extents.ToArray().Select((extent, axis) => string.Create(
                CultureInfo.InvariantCulture, $"{(axis == 0 ? "" : " ")}{extent},")));
        if (extents.Length > 1)
            shape = shape[..^1];
        var first = extents.Length == 0 ? MostDigits : extents[0].ToString(CultureInfo.InvariantCulture).Length;
        var text = $"{{'descr': '{TypeOf<T>()}', 'fortran_order': False, 'shape': ({shape}), }}"
            + new string(' ', Math.Max(0, MostDigits - first));
        byte[] magic = [.. Kind.Signature, 1, 0];
        var length = magic.Length + sizeof(ushort) + text.Length + 1;
        text = text.PadRight(text.Length + (Alignment - length % Alignment) % Alignment) + '\n';
        return [.. magic, (byte)text.Length, (byte)(text.Length >> 8), .. Encoding.ASCII.GetBytes(text)];
    }

    private static string TypeOf<T>() =>
        typeof(T) == typeof(byte) ? "|u1"
        : typeof(T) == typeof(int) ? "<i4"
        : typeof(T) == typeof(long) ? "<i8"
        : typeof(T) == typeof(float) ? "<f4"
        : typeof(T) == typeof(double) ? "<f8"
        : throw new NotSupportedException($"elements of type {typeof(T).Name}");
}
