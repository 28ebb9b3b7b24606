using System.Text;

namespace GanSharp.Data.Downloads;

/// <summary>
/// The header of a member of a tar file: a block of 512 bytes. The contents follow, padded to whole blocks. Long names
/// (more than 100 bytes), which tar stores in separate members, are ignored.
/// </summary>
/// <param name="Name">The name after the last slash.</param>
/// <param name="Size">The size of the contents in bytes.</param>
/// <param name="IsFile">Whether it is an ordinary file.</param>
internal readonly record struct TarHeader(string Name, long Size, bool IsFile)
{
    private const int Block = 512;
    private static readonly Range NameField = ..100, SizeField = 124..136, SumField = 148..156;

    /// <summary>Bytes between the contents and the next header.</summary>
    public long Padding => -Size & (Block - 1);

    /// <summary>Reads the next header. Returns null at the end of the archive.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a header.</exception>
    public static TarHeader? Read(Stream stream)
    {
        var block = new byte[Block];
        var read = stream.ReadAtLeast(block, Block, throwOnEndOfStream: false);
        if (read == 0 || !block.AsSpan().ContainsAnyExcept((byte)0))
            return null;
        var sum = block.Sum(b => b) - block[SumField].Sum(b => b) + block[SumField].Length * ' ';
        if (read < Block || Octal(block[SumField]) != sum)
            throw new InvalidDataException("a header is cut short, or does not match its checksum");
        return new(Text(block[NameField]).Split('/')[^1], Octal(block[SizeField]), (char)block[156] is '0' or '\0');
    }

    private static long Octal(byte[] field)
    {
        var value = 0L;
        foreach (var digit in Text(field).Trim())
            value = digit is >= '0' and <= '7'
                ? 8 * value + digit - '0'
                : throw new InvalidDataException("a header has an invalid number");
        return value;
    }

    private static string Text(byte[] field) => Encoding.Latin1.GetString(field).Split('\0')[0];
}
