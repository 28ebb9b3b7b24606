using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace GanSharp.IO;

/// <summary>
/// A reader of files with one JSON object. Its errors name the line.
/// </summary>
internal static class JsonFile
{
    /// <summary>The lists whose entries may be missing: a class without samples has no distance.</summary>
    private static readonly string[] ListsWithGaps = ["classFrechetDistances"];

    /// <summary>Reads the object in a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="json">The JSON type of the object.</param>
    /// <param name="isWhole">Whether an object has all required values.</param>
    /// <param name="complaint">Turns the reason why a file has no such object into a message.</param>
    /// <exception cref="GanSharpException">
    /// The file is missing, too large, damaged, or has no such object.
    /// </exception>
    public static T Read<T>(string path, JsonTypeInfo<T> json, Func<T, bool> isWhole, Func<string, string> complaint)
        where T : class =>
        InputFile.Read(path, stream =>
        {
            if (stream.Length > Limits.JsonBytes)
                throw new GanSharpException(
                    $"{path}: {stream.Length} bytes are too many (at most {Limits.JsonBytes}); is it another file?");
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            try
            {
                RefuseNulls(bytes);
                return JsonSerializer.Deserialize(bytes, json) is { } value && isWhole(value) ? value
                    : throw new JsonException("a required value is missing");
            }
            catch (JsonException error)
            {
                throw new GanSharpException($"{path}: {complaint(Reason(error))}", error);
            }
        });

    /// <summary>
    /// Refuses null values, since writers leave out properties without a value. Only <see cref="ListsWithGaps"/> may
    /// have null entries.
    /// </summary>
    private static void RefuseNulls(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var (name, isInList) = ("an entry", false);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
                name = reader.ValueSpan.Length < 100 ? System.Text.Encoding.UTF8.GetString(reader.ValueSpan) : name;
            else if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.EndArray)
                isInList = reader.TokenType == JsonTokenType.StartArray;
            else if (reader.TokenType == JsonTokenType.Null && !(isInList && ListsWithGaps.Contains(name)))
                throw new JsonException(
                    $"line {json[..(int)reader.TokenStartIndex].Count((byte)'\n') + 1}: {name} is null");
        }
    }

    /// <summary>Returns the place where the JSON reader stopped, or the message of our own checks.</summary>
    private static string Reason(JsonException error) => error.LineNumber is not { } line ? error.Message
        : error.Path is { Length: > 2 } place ? $"line {line + 1}: {place[2..]} is invalid"
        : $"line {line + 1} is invalid";
}
