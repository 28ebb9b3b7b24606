using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GanSharp.IO;

namespace GanSharp.Training;

/// <summary>A file with a line of JSON for each event of one kind, such as <c>metrics.jsonl</c>.</summary>
internal sealed class EventLog<T> : IDisposable where T : TrainingEvent
{
    private readonly FileStream _file;
    private readonly JsonTypeInfo<T> _json;

    /// <summary>Opens or begins a log, and cuts off what it says of steps after <paramref name="step"/>, and a line that is not whole.</summary>
    public EventLog(string path, JsonTypeInfo<T> json, long step)
    {
        _json = json;
        _file = DiskFile.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
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
        catch (Exception error) when (DiskTrouble.Of(error) is not null)
        {
        }
    }

    /// <summary>The bytes of the whole lines at the beginning that are of steps up to <paramref name="step"/>.</summary>
    private long LengthUpTo(long step) => JsonLines.Whole(_file)
        .TakeWhile(line => JsonLines.Parse(line.Span, _json)?.Step <= step)
        .Sum(line => line.Length + 1L);
}
