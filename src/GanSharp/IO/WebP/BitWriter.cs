namespace GanSharp.IO.WebP;

/// <summary>A writer of bits, the lowest bit of a byte first.</summary>
internal sealed class BitWriter
{
    private readonly List<byte> _bytes = [];
    private ulong _bits;
    private int _held;

    /// <summary>Writes the lowest <paramref name="count"/> bits of a value, 0 to 32.</summary>
    public void Write(uint value, int count)
    {
        _bits |= (ulong)value << _held;
        for (_held += count; _held >= 8; _held -= 8, _bits >>= 8)
            _bytes.Add((byte)_bits);
    }

    /// <summary>Returns all bytes; the last one is filled with zeros.</summary>
    public byte[] ToArray() => _held > 0 ? [.. _bytes, (byte)_bits] : [.. _bytes];
}
