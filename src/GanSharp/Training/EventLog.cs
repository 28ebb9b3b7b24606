using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace GanSharp.Training;

/// <summary>A file with a line of JSON for each event of one kind, such as <c>metrics.jsonl</c>.</summary>
internal sealed class EventLog<T> : IDisposable where T : TrainingEvent
{
    private const int LongestLine = 1 << 16;
    private readonly FileStream _file;
    private readonly JsonTypeInfo<T> _json;

    /// <summary>Opens or begins a log, and cuts off what it says of steps after <paramref name="step"/>, and a line that is not whole.</summary>
    public EventLog(string path, JsonTypeInfo<T> json, long step)
    {
        _json = json;
        _file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        var kept = LengthUpTo(step);
        if (kept < _file.Length)
            _file.SetLength(kept);
        _file.Position = kept;
    }

    /// <summary>Appends an event.</summary>
    public void Add(T happened)
    {
        _file.Write(JsonSerializer.SerializeToUtf8Bytes(happened, _json));
        _file.WriteByte((byte)'\n');
    }

    /// <summary>Brings all lines to the disk.</summary>
    public void Flush() => _file.Flush(flushToDisk: true);

    /// <summary>Closes the file. What it cannot take has been complained about before.</summary>
    public void Dispose()
    {
        try
        {
            _file.Dispose();
        }
        catch (IOException)
        {
        }
    }

    /// <summary>The bytes of the whole lines at the beginning that are of steps up to <paramref name="step"/>.</summary>
    private long LengthUpTo(long step)
    {
        var buffer = new byte[LongestLine];
        var (length, filled) = (0L, 0);
        for (int read; (read = _file.Read(buffer.AsSpan(filled))) > 0;)
        {
            filled += read;
            var line = 0;
            for (int end; (end = buffer.AsSpan(line, filled - line).IndexOf((byte)'\n')) >= 0; line += end + 1)
            {
                if (!(StepOf(buffer.AsSpan(line, end)) <= step))
                    return length + line;
            }
            buffer.AsSpan(line, filled - line).CopyTo(buffer);
            (length, filled) = (length + line, filled - line);
        }
        return length;
    }

    /// <summary>The step of a line; null when it is not one of ours.</summary>
    private long? StepOf(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, _json)?.Step;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
