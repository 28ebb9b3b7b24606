using System.Buffers.Binary;
using System.Numerics;

namespace GanSharp.IO.Events;

/// <summary>
/// The cyclic redundancy check of iSCSI and of TensorFlow's records: Castagnoli's polynomial 0x82F63B78, reflected.
/// </summary>
internal static class Crc32C
{
    private const uint MaskDelta = 0xA282EAD8;

    /// <summary>Computes the checksum of <paramref name="bytes"/>.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var b in bytes)
            crc = BitOperations.Crc32C(crc, b);
        return ~crc;
    }

    /// <summary>
    /// Computes the checksum as records store it, rotated and offset, since checksums of data that contains checksums
    /// detect little.
    /// </summary>
    public static uint Masked(ReadOnlySpan<byte> bytes) => BitOperations.RotateRight(Of(bytes), 15) + MaskDelta;
}
