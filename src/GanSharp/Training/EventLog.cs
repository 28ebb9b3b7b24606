using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GanSharp.IO;

namespace GanSharp.Training;

/// <summary>A file with one line of JSON per event of one kind, such as <c>metrics.jsonl</c>.</summary>
internal sealed class EventLog<T> : IDisposable where T : TrainingEvent
{
    private readonly FileStream _file;
    private readonly JsonTypeInfo<T> _json;

    /// <summary>
    /// Opens or creates a log and removes its lines of steps after <paramref name="step"/>; see
    /// <see cref="LogRepair"/>.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="json">The JSON of its lines.</param>
    /// <param name="step">The last step that is kept.</param>
    /// <param name="hasAllSteps">Whether every step has a line, so that a missing one is damage.</param>
    public EventLog(string path, JsonTypeInfo<T> json, long step, bool hasAllSteps = false)
    {
        _json = json;
        Damage = LogRepair.CutAfter(path, json, step, hasAllSteps);
        _file = DiskFile.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        _file.Position = _file.Length;
    }

    /// <summary>One line that says what was damaged; null where nothing was.</summary>
    public string? Damage { get; }

    /// <summary>Appends an event.</summary>
    public void Add(T happened)
    {
        _file.Write(JsonSerializer.SerializeToUtf8Bytes(happened, _json));
        _file.WriteByte((byte)'\n');
    }

    /// <summary>Writes all lines through to the disk.</summary>
    public void Flush() => _file.Flush(flushToDisk: true);

    /// <summary>Closes the file. An error of the disk has been reported by then.</summary>
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
}
