using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GanSharp.IO;

namespace GanSharp.Training;

/// <summary>A file with a line of JSON for each event of one kind, such as <c>metrics.jsonl</c>.</summary>
internal sealed class EventLog<T> : IDisposable where T : TrainingEvent
{
    private readonly FileStream _file;
    private readonly JsonTypeInfo<T> _json;

    /// <summary>
    /// Opens or begins a log, and cuts off what it says of steps after <paramref name="step"/>; see
    /// <see cref="LogRepair"/>.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="json">How its lines are written.</param>
    /// <param name="step">The last step that is kept.</param>
    /// <param name="hasAllSteps">Whether it has a line for each step, so that a missing one is damage.</param>
    public EventLog(string path, JsonTypeInfo<T> json, long step, bool hasAllSteps = false)
    {
        _json = json;
        Damage = LogRepair.CutAfter(path, json, step, hasAllSteps);
        _file = DiskFile.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        _file.Position = _file.Length;
    }

    /// <summary>What was damaged, in a line; null where nothing was.</summary>
    public string? Damage { get; }

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
}
