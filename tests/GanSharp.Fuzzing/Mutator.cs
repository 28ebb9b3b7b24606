using System.Buffers.Binary;

namespace GanSharp.Fuzzing;

/// <summary>Random changes of bytes. Input number n of a seed always uses the same random numbers.</summary>
/// <param name="name">The name of the target.</param>
/// <param name="seed">The seed of all random numbers.</param>
/// <param name="tokens">Byte sequences with a meaning for the reader.</param>
internal sealed class Mutator(string name, long seed, IReadOnlyList<byte[]> tokens)
{
    private const int LongestPiece = 64, NumbersPerInput = 1 << 16;

    // The limits of the integer types, and sizes that overflow when multiplied or added.
    private static readonly long[] Whole =
    [
        0, 1, 2, 3, 4, 5, 8, 16, 127, 128, 255, 256, short.MaxValue, ushort.MaxValue, 1 << 16, 1 << 20, 1 << 26,
        (1 << 28) + 1, 1 << 30, (1 << 30) + 1, 0x55555556, int.MaxValue - 1, int.MaxValue, 1L << 31, uint.MaxValue,
        1L << 32, (1L << 32) + 1, long.MaxValue - 7, long.MaxValue, long.MinValue, -1, -2,
    ];

    private static readonly byte[][] Written = FuzzTarget.Texts([
        .. Whole.Select(number => $"{number}"),
        "18446744073709551616", "1e9", "1e999", "-1e999", "0.5", "-0", "1e-320", "NaN", "Infinity", "null", "",
    ]);

    private readonly RandomStream _random = new($"fuzz/{name}", seed);

    /// <summary>Moves to the random numbers of an input.</summary>
    public void Begin(int input) => _random.Position = (ulong)input * NumbersPerInput;

    /// <summary>Draws a number from 0 to <paramref name="bound"/> - 1.</summary>
    public int Below(int bound) => _random.Integers(1, bound)[0];

    /// <summary>Draws one of several choices.</summary>
    public T OneOf<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>Makes one to four changes, some of them splices with <paramref name="other"/>.</summary>
    public byte[] Mutate(byte[] bytes, byte[] other)
    {
        for (var changes = 1 + Below(1 + Below(4)); changes > 0; changes--)
            bytes = Change(bytes, other);
        return bytes;
    }

    private byte[] Change(byte[] bytes, byte[] other)
    {
        var (at, end) = Below(3) == 0 ? Lines(bytes) : Range(bytes);
        return Below(tokens.Count > 0 ? 14 : 11) switch
        {
            0 => Put(bytes, at, [(byte)((at < bytes.Length ? bytes[at] : 0) ^ (1 << Below(8)))]),
            1 => Put(bytes, at, [(byte)Below(256)]),
            2 or 3 => Put(bytes, at, Number()),
            4 => [.. bytes[..at], .. Enumerable.Repeat((byte)Below(256), 1 + Below(LongestPiece)), .. bytes[at..]],
            5 => [.. bytes[..at], .. bytes[end..]],
            6 => [.. bytes[..end], .. bytes[at..]],
            7 => [.. bytes[..at], .. other[Range(other).At..]],
            8 => Below(4) == 0 ? bytes[..at] : [.. bytes, .. new byte[Below(LongestPiece)]],
            9 or 10 => Digits(bytes),
            11 => Put(bytes, at, OneOf(tokens)),
            12 => [.. bytes[..at], .. OneOf(tokens), .. bytes[end..]],
            _ => [.. bytes[..at], .. OneOf(tokens), .. bytes[at..]],
        };
    }

    /// <summary>Draws a binary integer of any width and byte order.</summary>
    private byte[] Number()
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, OneOf(Whole));
        var width = 1 << Below(4);
        return Below(2) == 0 ? bytes[..width] : [.. bytes[..width].Reverse()];
    }

    /// <summary>Replaces a number in digits with another one.</summary>
    private byte[] Digits(byte[] bytes)
    {
        var first = Array.FindIndex(bytes, Range(bytes).At, b => char.IsAsciiDigit((char)b));
        if (first < 0)
            return Put(bytes, Range(bytes).At, OneOf(Written));
        var rest = Array.FindIndex(bytes, first, b => !char.IsAsciiDigit((char)b));
        return [.. bytes[..first], .. OneOf(Written), .. rest < 0 ? [] : bytes[rest..]];
    }

    /// <summary>Draws a piece, often near the beginning, where headers are.</summary>
    private (int At, int End) Range(byte[] bytes)
    {
        var at = Below(1 + (Below(3) == 0 ? Math.Min(bytes.Length, LongestPiece) : bytes.Length));
        return (at, at + Below(1 + Math.Min(LongestPiece, bytes.Length - at)));
    }

    /// <summary>Draws a piece of whole lines.</summary>
    private (int At, int End) Lines(byte[] bytes)
    {
        var (at, end) = Range(bytes);
        return (
            bytes.AsSpan(..at).LastIndexOf((byte)'\n') + 1,
            bytes.AsSpan(end..).IndexOf((byte)'\n') is >= 0 and var rest ? end + rest + 1 : bytes.Length);
    }

    private static byte[] Put(byte[] bytes, int at, byte[] piece) =>
        [.. bytes[..at], .. piece, .. bytes[Math.Min(bytes.Length, at + piece.Length)..]];
}
