using System.Text.Json;
using GanSharp.IO;

namespace GanSharp.Studio.Runs;

/// <summary>What people add to a run: <c>notes.json</c> in its folder.</summary>
public sealed record RunNotes
{
    /// <summary>The most characters of a title or a tag.</summary>
    public const int MostCharacters = 100;

    /// <summary>The most tags of a run.</summary>
    public const int MostTags = 20;

    internal const string FileName = "notes.json";
    private const int MostBytes = 1 << 16;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>A name for people; empty for that of the folder.</summary>
    public string Title { get; init; } = "";

    /// <summary>Words to find the run by.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Reads the notes of a run; empty notes if there are none or they are damaged.</summary>
    internal static RunNotes Of(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            return File.Exists(path)
                && JsonSerializer.Deserialize<RunNotes>(InputFile.ReadText(path, MostBytes, "notes"), Json) is { } notes
                    ? notes with { Title = notes.Title ?? "", Tags = [.. (notes.Tags ?? []).OfType<string>()] }
                    : new();
        }
        catch (Exception error) when (error is JsonException or GanSharpException)
        {
            return new();
        }
    }

    /// <summary>Writes the notes.</summary>
    /// <exception cref="GanSharpException">A text is too long, or the file cannot be written.</exception>
    internal void Save(string folder)
    {
        GanSharpException.Require(
            Title.Length <= MostCharacters && Tags.All(tag => tag.Length is > 0 and <= MostCharacters),
            $"a title or a tag is longer than {MostCharacters} characters; shorten it");
        GanSharpException.Require(Tags.Count <= MostTags, $"these are {Tags.Count} tags; {MostTags} are possible");
        AtomicFile.Write(
            Path.Combine(folder, FileName), stream => JsonSerializer.Serialize(stream, this, Json));
    }
}
