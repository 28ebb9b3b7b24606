using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GanSharp.IO;

namespace GanSharp.Training.Records;

/// <summary>Reads files with one line of JSON per event.</summary>
internal static class JsonLines
{
    private const int UsualLine = 1 << 16;

    /// <summary>
    /// The events of a file in the order of their steps; none if there is no file. Skips a last line without a line
    /// break, which is still being written.
    /// </summary>
    /// <exception cref="GanSharpException">
    /// A line is damaged or longer than 1 MiB, or a step is lower than the one before.
    /// </exception>
    public static IReadOnlyList<T> Read<T>(string path, JsonTypeInfo<T> type) where T : TrainingEvent =>
        File.Exists(path) ? InputFile.Read(path, stream => Read(stream, path, type)) : [];

    private static List<T> Read<T>(Stream stream, string path, JsonTypeInfo<T> type) where T : TrainingEvent
    {
        var events = new List<T>();
        var length = 0L;
        foreach (var line in Whole(stream))
        {
            length += line.Length + 1;
            var step = events is [.., var last] ? last.Step : 0;
            events.Add(Parse(line.Span, type) is { } next && next.Step >= step ? next
                : throw new GanSharpException(
                    $"{path}:{events.Count + 1}: is not a line of a training log; "
                    + "resume the run, which moves damaged lines to a file next to it"));
        }
        return stream.Position - length < Limits.LineBytes ? events
            : throw new GanSharpException(
                $"{path}: a line is longer than {Limits.LineBytes} bytes; is the file damaged?");
    }

    /// <summary>The event of a line; null if it is not one.</summary>
    public static T? Parse<T>(ReadOnlySpan<byte> line, JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(line, type) is { } read && IsComplete(read) ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether no part of an event is missing.</summary>
    private static bool IsComplete(object read) => read is not SamplesEvaluated { Evaluation: var evaluation }
        || (evaluation?.Figures is { } figures && figures.Values.All(figure => figure is not null));

    /// <summary>
    /// The whole lines of a file, up to the first of 1 MiB or more. Each is valid until the next is read.
    /// </summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Whole(Stream stream)
    {
        var buffer = new byte[UsualLine];
        var filled = 0;
        for (int read; (read = stream.Read(buffer.AsSpan(filled))) > 0;)
        {
            filled += read;
            var line = 0;
            for (int end; (end = buffer.AsSpan(line, filled - line).IndexOf((byte)'\n')) >= 0; line += end + 1)
                yield return buffer.AsMemory(line, end);
            buffer.AsSpan(line, filled - line).CopyTo(buffer);
            filled -= line;
            if (filled == buffer.Length && filled < Limits.LineBytes)
                Array.Resize(ref buffer, 2 * filled);
        }
    }
}
