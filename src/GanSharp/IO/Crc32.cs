namespace GanSharp.IO;

/// <summary>The cyclic redundancy check of PNG and gzip: polynomial 0xEDB88320, reflected.</summary>
internal static class Crc32
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(value => Divide((uint)value))];

    /// <summary>
    /// Extends the checksum <paramref name="crc"/> (0 for no bytes) by <paramref name="bytes"/>.
    /// </summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        crc = ~crc;
        foreach (var b in bytes)
            crc = Table[(byte)(crc ^ b)] ^ (crc >> 8);
        return ~crc;
    }

    private static uint Divide(uint value)
    {
        for (var bit = 0; bit < 8; bit++)
            value = (value & 1) == 0 ? value >> 1 : 0xEDB88320 ^ (value >> 1);
        return value;
    }
}
