using System.Globalization;
using System.Text.Json;
using Parquet;
using Parquet.Schema;

namespace GanSharp.Images;

/// <summary>The columns of a Parquet file with pictures and labels.</summary>
internal static class ParquetColumns
{
    private const string Bytes = "bytes", Metadata = "huggingface";

    private static readonly string[] PictureNames = ["image", "img"], LabelNames = ["label", "labels", "class"];

    /// <summary>Returns the column with encoded pictures.</summary>
    /// <exception cref="GanSharpException">There is none.</exception>
    public static DataField Pictures(ParquetSchema schema, string path) =>
        PictureNames
            .SelectMany(name => schema.DataFields.Where(field =>
                field.MaxRepetitionLevel == 0 && IsBytes(field)
                && field.Path.ToList() is var parts && (parts is [var only] && only == name
                    || parts is [var group, Bytes] && group == name)))
            .FirstOrDefault()
        ?? throw new GanSharpException(
            $"{path}: has no column image with the bytes of pictures, only {string.Join(", ", Names(schema))}; "
            + "rename a column");

    /// <summary>Returns the column with labels; null if there is none.</summary>
    public static DataField? Labels(ParquetSchema schema) =>
        LabelNames
            .SelectMany(name => schema.DataFields.Where(field =>
                field.MaxRepetitionLevel == 0 && field.Path.ToList() is [var only] && only == name))
            .FirstOrDefault();

    /// <summary>Reads a column of whole numbers or of text; null where it has no value.</summary>
    /// <exception cref="InvalidDataException">The column has other values.</exception>
    public static async Task<string?[]> Texts(ParquetRowGroupReader rows, DataField field, int count)
    {
        if (field.ClrType == typeof(ReadOnlyMemory<char>) || field.ClrType == typeof(string))
        {
            var texts = new string?[count];
            await rows.ReadAsync(field, texts.AsMemory());
            return texts;
        }
        return field.ClrType == typeof(long) ? await Numbers<long>()
            : field.ClrType == typeof(int) ? await Numbers<int>()
            : field.ClrType == typeof(short) ? await Numbers<short>()
            : field.ClrType == typeof(sbyte) ? await Numbers<sbyte>()
            : field.ClrType == typeof(byte) ? await Numbers<byte>()
            : field.ClrType == typeof(ushort) ? await Numbers<ushort>()
            : field.ClrType == typeof(uint) ? await Numbers<uint>()
            : throw new InvalidDataException($"labels of type {field.ClrType.Name}");

        async Task<string?[]> Numbers<T>() where T : struct, IFormattable
        {
            if (!field.IsNullable)
            {
                var all = new T[count];
                await rows.ReadAsync(field, all.AsMemory());
                return [.. all.Select(number => number.ToString(null, CultureInfo.InvariantCulture))];
            }
            var numbers = new T?[count];
            await rows.ReadAsync(field, numbers.AsMemory());
            return [.. numbers.Select(number => number?.ToString(null, CultureInfo.InvariantCulture))];
        }
    }

    /// <summary>Returns the names of the classes in the metadata of Hugging Face; empty if there are none.</summary>
    public static IReadOnlyList<string> ClassNames(IReadOnlyDictionary<string, string> metadata, string column)
    {
        if (!metadata.TryGetValue(Metadata, out var text))
            return [];
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.TryGetProperty("info", out var info)
                && info.TryGetProperty("features", out var features)
                && features.TryGetProperty(column, out var feature)
                && feature.TryGetProperty("names", out var names)
                    ? [.. names.EnumerateArray().Select(name => name.GetString() ?? "")]
                    : [];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return []; // other tools may use that key for something else
        }
    }

    private static bool IsBytes(DataField field) =>
        field.ClrType == typeof(ReadOnlyMemory<byte>) || field.ClrType == typeof(byte[]);

    private static IEnumerable<string> Names(ParquetSchema schema) =>
        schema.DataFields.Select(field => $"{field.Path}");
}
