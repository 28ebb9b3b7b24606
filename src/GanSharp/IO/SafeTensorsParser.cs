using System.Text.Json;
using GanSharp.IO.PyTorch;
using GanSharp.Tensors;

namespace GanSharp.IO;

/// <summary>
/// A parser of the JSON of a safetensors header, which may be foreign. All errors are <see cref="JsonException"/>s.
/// </summary>
internal static class SafeTensorsParser
{
    /// <param name="root">The header.</param>
    /// <param name="foreign">Whether tensors may have other types than F16, F32 and F64.</param>
    public static (List<SafeTensorsEntry> Entries, Dictionary<string, string> Metadata) Parse(
        JsonElement root, bool foreign)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new JsonException("it is not a JSON object");
        var entries = new List<SafeTensorsEntry>();
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in root.EnumerateObject())
        {
            if (property.NameEquals(SafeTensorsHeader.MetadataKey))
                ParseMetadata(property.Value, metadata);
            else
                entries.Add(ParseEntry(property.Name, property.Value, foreign));
        }
        return (entries, metadata);
    }

    /// <summary>
    /// Requires that the tensors cover the <paramref name="length"/> bytes of elements without overlaps or gaps.
    /// </summary>
    public static void CheckTiling(IEnumerable<SafeTensorsEntry> entries, long length)
    {
        var covered = 0L;
        foreach (var entry in entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End))
        {
            if (entry.End > length)
                throw new JsonException(
                    $"tensor '{entry.Name}' ends at byte {entry.End} of {length}: the file is cut short");
            if (entry.Begin != covered)
                throw new JsonException(
                    $"tensor '{entry.Name}' begins at byte {entry.Begin}, but the one before ends at {covered}");
            covered = entry.End;
        }
        if (covered != length)
            throw new JsonException($"{length - covered} bytes after the last tensor belong to no tensor");
    }

    private static void ParseMetadata(JsonElement value, Dictionary<string, string> metadata)
    {
        if (value.ValueKind != JsonValueKind.Object)
            throw new JsonException($"{SafeTensorsHeader.MetadataKey} is not an object");
        foreach (var property in value.EnumerateObject())
        {
            if (property.Value.ValueKind != JsonValueKind.String)
                throw new JsonException($"{SafeTensorsHeader.MetadataKey} '{property.Name}' is not a string");
            metadata.Add(property.Name, property.Value.GetString()!);
        }
    }

    private static SafeTensorsEntry ParseEntry(string name, JsonElement value, bool foreign)
    {
        if (value.ValueKind != JsonValueKind.Object)
            throw Bad("is not an object");
        var named = Field("dtype", JsonValueKind.String).GetString();
        var dtype = StoredTypes.Named(named) is { } known
            && (foreign || known is StoredType.F16 or StoredType.F32 or StoredType.F64)
                ? known
            : throw Bad(
                $"has elements of type {named}, of which only "
                + $"{(foreign ? string.Join(", ", Enum.GetNames<StoredType>()) : "F16, F32 and F64")} are supported");
        var extents = Numbers("shape");
        var offsets = Numbers("data_offsets");
        if (offsets is not [var begin, var end] || begin > end)
            throw Bad($"has data_offsets [{string.Join(", ", offsets)}] instead of a begin and an end");
        var count = 1L;
        foreach (var extent in extents)
        {
            if (extent > int.MaxValue || (count *= extent) > int.MaxValue)
                throw Bad($"has too many elements: ({string.Join(", ", extents)})");
        }
        if (end - begin != count * dtype.Size())
            throw Bad(
                $"takes {end - begin} bytes, but {dtype} ({string.Join(", ", extents)}) takes {count * dtype.Size()}");
        return new(name, dtype, Shape.Create([.. extents.Select(extent => (int)extent)]), begin, end);

        JsonElement Field(string key, JsonValueKind kind) =>
            value.TryGetProperty(key, out var field) && field.ValueKind == kind
                ? field : throw Bad($"has no {key}, or one that is not of JSON type {kind}");

        long[] Numbers(string key) =>
        [
            .. Field(key, JsonValueKind.Array).EnumerateArray().Select(item =>
                item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out var number) && number >= 0
                    ? number
                    : throw Bad($"has {item} in its {key} instead of a whole number from 0 to 2^63 - 1")),
        ];

        JsonException Bad(string reason) => new($"tensor '{name}' {reason}");
    }
}
