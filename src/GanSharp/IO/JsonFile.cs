using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace GanSharp.IO;

/// <summary>
/// Reads files that are one object of JSON. What is wrong with them is said in words of ours, with the line.
/// </summary>
internal static class JsonFile
{
    /// <summary>The object in a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="json">How it was written.</param>
    /// <param name="isWhole">Whether an object has all that it needs.</param>
    /// <param name="complaint">What to say of a file that holds none, from the reason.</param>
    /// <exception cref="GanSharpException">
    /// The file is missing, too large, damaged, or holds no such object.
    /// </exception>
    public static T Read<T>(string path, JsonTypeInfo<T> json, Func<T, bool> isWhole, Func<string, string> complaint) where T : class =>
        InputFile.Read(path, stream =>
        {
            if (stream.Length > Limits.JsonBytes)
                throw new GanSharpException($"{path}: {stream.Length} bytes are too many (of at most {Limits.JsonBytes}); is it another file?");
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            try
            {
                RefuseNulls(bytes);
                return JsonSerializer.Deserialize(bytes, json) is { } value && isWhole(value) ? value
                    : throw new JsonException("something in it is missing");
            }
            catch (JsonException error)
            {
                throw new GanSharpException($"{path}: {complaint(Reason(error))}", error);
            }
        });

    /// <summary>What has no value is left out by those who write, so nothing is null.</summary>
    private static void RefuseNulls(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var name = "an entry";
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
                name = reader.ValueSpan.Length < 100 ? System.Text.Encoding.UTF8.GetString(reader.ValueSpan) : name;
            else if (reader.TokenType == JsonTokenType.Null)
                throw new JsonException(
                    $"line {json[..(int)reader.TokenStartIndex].Count((byte)'\n') + 1}: {name} is null");
        }
    }

    /// <summary>Where the reader of JSON stopped; or a reason of our own.</summary>
    private static string Reason(JsonException error) => error.LineNumber is not { } line ? error.Message
        : error.Path is { Length: > 2 } place ? $"line {line + 1}: {place[2..]} is not as it should be"
        : $"line {line + 1} is not as it should be";
}
