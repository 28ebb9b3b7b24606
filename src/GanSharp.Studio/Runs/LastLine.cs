using System.Text.Json.Serialization.Metadata;
using GanSharp.IO;
using GanSharp.Training;
using GanSharp.Training.Records;

namespace GanSharp.Studio.Runs;

/// <summary>Reads the end of a log without reading the rest.</summary>
internal static class LastLine
{
    private const int Window = 1 << 16;

    /// <summary>The event of the last whole line; null if there is none.</summary>
    public static T? Of<T>(string path, JsonTypeInfo<T> type) where T : TrainingEvent
    {
        if (!File.Exists(path))
            return null;
        var bytes = InputFile.ReadEnd(path, Window).AsSpan();
        var whole = bytes[..(bytes.LastIndexOf((byte)'\n') + 1)].TrimEnd((byte)'\n');
        return JsonLines.Parse(whole[(whole.LastIndexOf((byte)'\n') + 1)..], type);
    }
}
