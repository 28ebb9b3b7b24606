using System.Text.Json.Nodes;
using GanSharp.IO;
using GanSharp.Sampling;
using Parquet;
using Parquet.Schema;

namespace GanSharp.Images;

/// <summary>
/// Writes samples as a Parquet table as Hugging Face publishes data sets: the column <c>image</c>, a group of
/// <c>bytes</c> (a PNG file) and <c>path</c>, and with classes the column <c>label</c> (int64), whose names are in the
/// file. <see cref="ParquetPictures"/> reads it.
/// </summary>
public static class ParquetSamples
{
    private const string Image = "image", Label = "label";

    /// <summary>The kind of these files.</summary>
    public static FileKind Kind { get; } = new("a Parquet table", [.. "PAR1"u8]);

    /// <summary>Writes a table; each part becomes a row group, so memory does not grow with their number.</summary>
    /// <param name="stream">The file, seekable; it stays open.</param>
    /// <param name="parts">The samples, such as <see cref="SamplePlan.DrawParts"/>.</param>
    /// <param name="classNames">The names of the classes; empty if the samples have none.</param>
    public static void Write(Stream stream, IEnumerable<SampleSet> parts, IReadOnlyList<string> classNames)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(classNames);
        WriteAsync(stream, parts, classNames).GetAwaiter().GetResult();
    }

    private static async Task WriteAsync(
        Stream stream, IEnumerable<SampleSet> parts, IReadOnlyList<string> classNames)
    {
        var (bytes, path) = (new DataField<byte[]>("bytes"), new DataField<string>("path"));
        var label = new DataField<long>(Label);
        var image = new StructField(Image, bytes, path);
        var schema = classNames.Count == 0 ? new ParquetSchema(image) : new ParquetSchema(image, label);
        await using var writer = await ParquetWriter.CreateAsync(schema, stream);
        writer.CustomMetadata = new Dictionary<string, string> { ["huggingface"] = Features(classNames) };
        var first = 0;
        foreach (var part in parts)
        {
            using var group = writer.CreateRowGroup();
            byte[][] files = [.. Enumerable.Range(0, part.Count).Select(i => Png(part, i))];
            string[] names = [.. Enumerable.Range(first + 1, part.Count).Select(i => $"{i:D5}.png")];
            await group.WriteAsync(bytes, files);
            await group.WriteAsync(path, names);
            if (part.Labels is { } labels && classNames.Count > 0)
                await group.WriteAsync<long>(label, Array.ConvertAll(labels, each => (long)each));
            first += part.Count;
        }
    }

    private static byte[] Png(SampleSet samples, int i)
    {
        using var file = new MemoryStream();
        var size = samples.Image.Count;
        PngWriter.Write(file, ImageGrid.Arrange(samples.Pixels.AsSpan(i * size, size), samples.Image, 1, margin: 0));
        return file.ToArray();
    }

    /// <summary>The description of the columns that the Hugging Face library reads.</summary>
    private static string Features(IReadOnlyList<string> classNames)
    {
        var features = new JsonObject { [Image] = new JsonObject { ["_type"] = "Image" } };
        if (classNames.Count > 0)
            features[Label] = new JsonObject
            {
                ["names"] = new JsonArray([.. classNames.Select(name => (JsonNode)JsonValue.Create(name))]),
                ["_type"] = "ClassLabel",
            };
        return new JsonObject { ["info"] = new JsonObject { ["features"] = features } }.ToJsonString();
    }
}
