using System.Buffers.Binary;

namespace GanSharp.IO.Events;

/// <summary>
/// TensorFlow's framing of records: the length of the data (8 bytes, little-endian), the masked CRC-32C of the length,
/// the data, the masked CRC-32C of the data.
/// </summary>
internal static class Records
{
    /// <summary>Most bytes of a record: 257 MiB.</summary>
    public const int MaxBytes = Limits.EventBytes;

    /// <summary>Bytes before the data of a record.</summary>
    public const int HeadBytes = Length + Checksum;

    private const int Length = sizeof(ulong), Checksum = sizeof(uint);

    /// <summary>Whether bytes are the head of a record: a length with the right checksum.</summary>
    public static bool IsHead(ReadOnlySpan<byte> head) =>
        Crc32C.Masked(head[..Length]) == BinaryPrimitives.ReadUInt32LittleEndian(head[Length..]);

    public static void Write(Stream stream, ReadOnlySpan<byte> data)
    {
        Span<byte> head = stackalloc byte[HeadBytes], tail = stackalloc byte[Checksum];
        BinaryPrimitives.WriteUInt64LittleEndian(head, (ulong)data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(head[Length..], Crc32C.Masked(head[..Length]));
        BinaryPrimitives.WriteUInt32LittleEndian(tail, Crc32C.Masked(data));
        stream.Write(head);
        stream.Write(data);
        stream.Write(tail);
    }

    /// <summary>
    /// Reads the data of the next record. Returns null if no complete record follows; the stream then stays at the end
    /// of the last complete one.
    /// </summary>
    /// <exception cref="GanSharpException">The record is damaged, or longer than <see cref="MaxBytes"/>.</exception>
    public static byte[]? Next(Stream stream, string name)
    {
        var start = stream.Position;
        Span<byte> head = stackalloc byte[HeadBytes];
        if (stream.Length - start < head.Length)
            return null;
        stream.ReadExactly(head);
        Check(head[..Length], head[Length..]);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(head);
        if (length > MaxBytes)
            throw new GanSharpException(
                $"{name}: a record of {length} bytes at byte {start} exceeds {MaxBytes}; log smaller images");
        if (stream.Length - stream.Position < (long)length + Checksum)
        {
            stream.Position = start;
            return null;
        }
        var (data, tail) = (new byte[length], new byte[Checksum]);
        stream.ReadExactly(data);
        stream.ReadExactly(tail);
        Check(data, tail);
        return data;

        void Check(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> checksum)
        {
            if (Crc32C.Masked(bytes) != BinaryPrimitives.ReadUInt32LittleEndian(checksum))
                throw new GanSharpException(
                    $"{name}: damaged at byte {start}, or not an event file; move it away or copy it again");
        }
    }
}
