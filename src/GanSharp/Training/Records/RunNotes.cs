using System.Text.Json;
using GanSharp.IO;

namespace GanSharp.Training.Records;

/// <summary>What people add to a run: <c>notes.json</c> in its folder.</summary>
public sealed record RunNotes
{
    /// <summary>The most characters of a title or a tag.</summary>
    internal const int MostCharacters = 100;

    /// <summary>The most tags of a run.</summary>
    internal const int MostTags = 20;

    /// <summary>The file in the folder of a run.</summary>
    internal const string FileName = "notes.json";

    private const int MostBytes = 1 << 16;

    /// <summary>A name for people, at most 100 characters; empty (the default) for that of the folder.</summary>
    public string Title { get; init; } = "";

    /// <summary>Words to find the run by; at most 20 of at most 100 characters.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Reads the notes of a run; empty notes if there are none or they are damaged.</summary>
    internal static RunNotes Of(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            return File.Exists(path)
                && JsonSerializer.Deserialize(
                    InputFile.ReadText(path, MostBytes, "notes"), RunJson.Default.RunNotes) is { } notes
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
            Path.Combine(folder, FileName),
            stream => JsonSerializer.Serialize(stream, this, RunJson.Readable.RunNotes));
    }
}
