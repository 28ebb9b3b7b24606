using System.Globalization;
using System.Text.Json;
using GanSharp.Text;

namespace GanSharp.IO;

/// <summary>The metadata of a network's file, checked while reading, since the file may be foreign.</summary>
/// <param name="path">The file, for errors.</param>
/// <param name="kind">The expected content, for errors: <c>generator</c>.</param>
/// <param name="values">The metadata.</param>
internal sealed class FileMetadata(string path, string kind, IReadOnlyDictionary<string, string> values)
{
    /// <summary>Returns the text of a key.</summary>
    /// <exception cref="GanSharpException">The key is missing.</exception>
    public string this[string key] => values.TryGetValue(key, out var value) ? value
        : throw new GanSharpException($"{path}: not a {kind} that gansharp saved; its metadata lacks '{key}'");

    /// <summary>Reads an image size as <see cref="Format(ImageShape)"/> writes it.</summary>
    /// <exception cref="GanSharpException">The text is not an image size.</exception>
    public ImageShape Image(string key)
    {
        var text = this[key];
        var extents = text.Split('x')
            .Select(word => int.TryParse(word, CultureInfo.InvariantCulture, out var extent) ? extent : 0)
            .ToArray();
        return extents is [(1 or 3) and var channels, > 0 and var height, > 0 and var width]
            && Math.Max(height, width) <= Limits.PictureSide
            && (long)height * width * channels <= Limits.ImageNumbers
            ? new(channels, height, width)
            : throw new GanSharpException($"{path}: '{text}' in its metadata is not an image size");
    }

    /// <summary>Reads a list of texts as <see cref="Format(IReadOnlyList{string})"/> writes it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="what">The name of the list, for errors: <c>class names</c>.</param>
    /// <exception cref="GanSharpException">The text is not a list of texts.</exception>
    public string[] Texts(string key, string what)
    {
        try
        {
            return JsonSerializer.Deserialize(this[key], TextJson.Default.StringArray) is { } texts
                && Array.TrueForAll(texts, text => text is not null)
                    ? texts
                    : throw new JsonException();
        }
        catch (JsonException error)
        {
            throw new GanSharpException($"{path}: the {what} in its metadata are damaged", error);
        }
    }

    /// <summary>Writes an image size as text: <c>1x28x28</c>.</summary>
    public static string Format(ImageShape image) =>
        string.Create(CultureInfo.InvariantCulture, $"{image.Channels}x{image.Height}x{image.Width}");

    /// <summary>Writes texts as a JSON array.</summary>
    public static string Format(IReadOnlyList<string> texts) =>
        JsonSerializer.Serialize(texts, TextJson.Default.IReadOnlyListString);
}
