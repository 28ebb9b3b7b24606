using System.Buffers.Binary;
using Parquet;
using Parquet.Schema;

namespace GanSharp.Images;

/// <summary>
/// Checks of the sizes that a Parquet file declares, before the library allocates them: the file bounds its
/// description, and the packed pages bound their contents.
/// </summary>
internal static class ParquetBounds
{
    private const int TailBytes = 8, MostHeaderBytes = 1 << 20, FreeBytes = 1 << 20, MostExpansion = 1032;

    // The fields of a page's header.
    private const int Unpacked = 2, Packed = 3, Data = 5, Dictionary = 7, DataV2 = 8, Values = 1;

    /// <summary>Checks the description at the end of a file.</summary>
    /// <exception cref="InvalidDataException">It declares more than it can hold.</exception>
    public static void CheckFooter(Stream file)
    {
        Require(file.Length > TailBytes, "it is too short");
        var length = BinaryPrimitives.ReadInt32LittleEndian(ReadAt(file, file.Length - TailBytes, 4));
        Require(length > 0 && length <= file.Length - TailBytes, "its description is longer than the file");
        ThriftStruct.Parse(ReadAt(file, file.Length - TailBytes - length, length));
    }

    /// <summary>Checks the pages of a column.</summary>
    /// <exception cref="InvalidDataException">A page declares more than it can hold.</exception>
    public static void CheckColumn(Stream file, ParquetRowGroupReader rows, DataField field)
    {
        var column = rows.GetMetadata(field)?.MetaData ?? throw new InvalidDataException("a column has no description");
        var at = column.DictionaryPageOffset is > 0 and var first
            ? Math.Min(first, column.DataPageOffset)
            : column.DataPageOffset;
        var end = at + column.TotalCompressedSize;
        Require(at >= 0 && end >= at && end <= file.Length, "a column is outside of the file");
        Require(column.NumValues >= 0 && column.NumValues <= rows.RowCount, "a column has too many values");
        while (at < end)
        {
            var header = ThriftStruct.Parse(ReadAt(file, at, (int)Math.Min(MostHeaderBytes, end - at)));
            at += header.Length;
            var (packed, unpacked) = (header.Number(Packed) ?? -1, header.Number(Unpacked) ?? -1);
            Require(packed >= 0 && packed <= end - at, "a page is longer than its column");
            Require(
                unpacked >= 0 && unpacked <= FreeBytes + packed * MostExpansion,
                $"{packed} bytes cannot hold {unpacked}");
            foreach (var part in (int[])[Data, Dictionary, DataV2])
            {
                var values = header.Part(part)?.Number(Values) ?? 0;
                Require(values >= 0 && values <= rows.RowCount, "a page has too many values");
            }
            at += packed;
        }
        file.Position = 0;
    }

    private static byte[] ReadAt(Stream file, long at, int count)
    {
        var bytes = new byte[count];
        file.Position = at;
        file.ReadExactly(bytes);
        return bytes;
    }

    private static void Require(bool condition, string damage)
    {
        if (!condition)
            throw new InvalidDataException(damage);
    }
}
