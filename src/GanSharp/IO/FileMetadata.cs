using System.Globalization;
using System.Text.Json;
using GanSharp.Text;

namespace GanSharp.IO;

/// <summary>What the metadata of a network's file says, read with the suspicion that foreign text deserves.</summary>
/// <param name="path">The file, for errors.</param>
/// <param name="kind">What it should be, for errors: <c>generator</c>.</param>
/// <param name="values">The metadata.</param>
internal sealed class FileMetadata(string path, string kind, IReadOnlyDictionary<string, string> values)
{
    /// <summary>The text of a key.</summary>
    /// <exception cref="GanSharpException">There is none.</exception>
    public string this[string key] => values.TryGetValue(key, out var value) ? value
        : throw new GanSharpException($"{path}: not a {kind} that gansharp saved; its metadata lacks '{key}'");

    /// <summary>An image size as <see cref="Format(ImageShape)"/> writes it.</summary>
    /// <exception cref="GanSharpException">It is none.</exception>
    public ImageShape Image(string key)
    {
        var text = this[key];
        var extents = text.Split('x')
            .Select(word => int.TryParse(word, CultureInfo.InvariantCulture, out var extent) ? extent : 0)
            .ToArray();
        return extents is [(1 or 3) and var channels, > 0 and var height, > 0 and var width]
            && Math.Max(height, width) <= Limits.PictureSide
            && (long)height * width * channels <= Limits.ImageNumbers
            ? new(extents[0], extents[1], extents[2])
            : throw new GanSharpException($"{path}: '{text}' in its metadata is not an image size");
    }

    /// <summary>A list of texts as <see cref="Format(IReadOnlyList{string})"/> writes it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="what">What they are, for errors: <c>class names</c>.</param>
    /// <exception cref="GanSharpException">It is none.</exception>
    public string[] Texts(string key, string what)
    {
        try
        {
            return
                JsonSerializer.Deserialize(this[key], TextJson.Default.StringArray) is { } texts
                && Array.TrueForAll(texts, text => text is not null)
                ? texts
                : throw new JsonException();
        }
        catch (JsonException error)
        {
            throw new GanSharpException($"{path}: the {what} in its metadata are damaged", error);
        }
    }

    /// <summary>An image size as text: <c>1x28x28</c>.</summary>
    public static string Format(ImageShape image) =>
        string.Create(CultureInfo.InvariantCulture, $"{image.Channels}x{image.Height}x{image.Width}");

    /// <summary>Texts as JSON.</summary>
    public static string Format(IReadOnlyList<string> texts) =>
        JsonSerializer.Serialize(texts, TextJson.Default.IReadOnlyListString);
}
