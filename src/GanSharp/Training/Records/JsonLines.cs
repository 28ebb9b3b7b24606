using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GanSharp.IO;

namespace GanSharp.Training;

/// <summary>Reads files with a line of JSON for each event.</summary>
internal static class JsonLines
{
    private const int LongestLine = 1 << 16;
    private const long MostBytes = 1L << 29;

    /// <summary>
    /// The events of a file, in the order of their steps; none where there is no file. A last line without an end is still being written, and left out.
    /// </summary>
    /// <exception cref="GanSharpException">A line is damaged or longer than 64 KiB, a step goes back, or the file is larger than 512 MiB.</exception>
    public static IReadOnlyList<T> Read<T>(string path, JsonTypeInfo<T> type) where T : TrainingEvent =>
        File.Exists(path) ? InputFile.Read(path, stream => Read(stream, path, type)) : [];

    private static List<T> Read<T>(Stream stream, string path, JsonTypeInfo<T> type) where T : TrainingEvent
    {
        if (stream.Length > MostBytes)
            throw new GanSharpException($"{path}: {stream.Length} bytes are more than are read of a log ({MostBytes}); shorten it");
        var events = new List<T>();
        var length = 0L;
        foreach (var line in Whole(stream))
        {
            length += line.Length + 1;
            var step = events is [.., var last] ? last.Step : 0;
            events.Add(Parse(line.Span, type) is { } next && next.Step >= step ? next
                : throw new GanSharpException($"{path}:{events.Count + 1}: is no line of a training's log; is the file damaged?"));
        }
        return stream.Position - length < LongestLine ? events
            : throw new GanSharpException($"{path}: a line is longer than {LongestLine} bytes; is the file damaged?");
    }

    /// <summary>What a line says; null when it is no such event.</summary>
    public static T? Parse<T>(ReadOnlySpan<byte> line, JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(line, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The whole lines at the beginning, each to be looked at before the next. Nothing follows a line of 64 KiB or more.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Whole(Stream stream)
    {
        var buffer = new byte[LongestLine];
        var filled = 0;
        for (int read; (read = stream.Read(buffer.AsSpan(filled))) > 0;)
        {
            filled += read;
            var line = 0;
            for (int end; (end = buffer.AsSpan(line, filled - line).IndexOf((byte)'\n')) >= 0; line += end + 1)
                yield return buffer.AsMemory(line, end);
            buffer.AsSpan(line, filled - line).CopyTo(buffer);
            filled -= line;
        }
    }
}
