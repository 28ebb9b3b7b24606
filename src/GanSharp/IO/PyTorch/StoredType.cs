using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace GanSharp.IO.PyTorch;

/// <summary>The element types that files of tensors have.</summary>
internal enum StoredType
{
    F64,
    F32,
    F16,
    BF16,
    I64,
    I32,
    I16,
    I8,
    U8,
    Bool,
}

/// <summary>What is known about element types.</summary>
internal static class StoredTypes
{
    /// <summary>Bytes of an element.</summary>
    public static int Size(this StoredType type) => type switch
    {
        StoredType.F64 or StoredType.I64 => 8,
        StoredType.F32 or StoredType.I32 => 4,
        StoredType.F16 or StoredType.BF16 or StoredType.I16 => 2,
        _ => 1,
    };

    /// <summary>Whether elements are floating-point numbers, as weights are.</summary>
    public static bool IsFloat(this StoredType type) => type <= StoredType.BF16;

    /// <summary>Returns the type that a safetensors file calls by that name; null if there is none.</summary>
    public static StoredType? Named(string? name) =>
        name == "BOOL" ? StoredType.Bool
        : name != "Bool" && Enum.TryParse<StoredType>(name, out var type) && Enum.GetName(type) == name ? type
        : null;

    /// <summary>Turns the bytes of floating-point numbers, little-endian, into single precision.</summary>
    public static void Decode(this StoredType type, ReadOnlySpan<byte> bytes, Span<float> values)
    {
        if (type == StoredType.F32)
        {
            bytes.CopyTo(MemoryMarshal.AsBytes(values));
            return;
        }
        var size = type.Size();
        for (var i = 0; i < values.Length; i++)
        {
            var element = bytes[(i * size)..];
            values[i] = type switch
            {
                StoredType.F64 => (float)BinaryPrimitives.ReadDoubleLittleEndian(element),
                StoredType.F16 => (float)BinaryPrimitives.ReadHalfLittleEndian(element),
                _ => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(element) << 16),
            };
        }
    }
}
