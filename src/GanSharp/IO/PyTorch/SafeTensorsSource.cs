using System.Text.Json;
using GanSharp.Tensors;

namespace GanSharp.IO.PyTorch;

/// <summary>Reads safetensors files of any element type, and the index of several such files.</summary>
internal static class SafeTensorsSource
{
    private const int BytesAtOnce = 1 << 20;

    /// <summary>The end of the name of an index.</summary>
    public const string IndexSuffix = ".index.json";

    /// <summary>Lists the tensors of a file.</summary>
    public static IEnumerable<TensorSource> Of(Stream stream, string path)
    {
        var header = SafeTensorsHeader.Read(stream, path, foreign: true);
        return header.Entries.Select(entry => new TensorSource(
            entry.Name, entry.Type.IsFloat(), () => Read(stream, header.DataStart + entry.Begin, entry)));
    }

    /// <summary>Returns the names of the files that an index lists, in their order.</summary>
    /// <exception cref="GanSharpException">It is no index, or names files in other folders.</exception>
    public static IReadOnlyList<string> Files(Stream stream, string path)
    {
        if (stream.Length > Limits.JsonBytes)
            throw new GanSharpException(
                $"{path}: {stream.Length} bytes are too many for an index; is it another file?");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        try
        {
            using var json = JsonDocument.Parse(bytes, new() { MaxDepth = 8 });
            var files = json.RootElement.GetProperty("weight_map").EnumerateObject()
                .Select(entry => entry.Value.GetString() ?? throw new JsonException("a file has no name"))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .ToArray();
            return files.FirstOrDefault(file => file.Length == 0 || file != Path.GetFileName(file) || file is "..")
                is not { } strange
                ? files
                : throw new GanSharpException(
                    $"{path}: names the file '{strange}', which is not in its folder; put the files side by side");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw GanSharpException.Damaged(
                $"{path}: is not an index of safetensors files ({e.Message.TrimEnd('.')})", "fetch it again", e);
        }
    }

    /// <summary>Reads a tensor of any floating-point type in single precision.</summary>
    public static Tensor Read(Stream stream, long start, SafeTensorsEntry entry)
    {
        var size = entry.Type.Size();
        var values = new float[entry.Shape.Size];
        var buffer = new byte[Math.Min(BytesAtOnce, values.Length * (long)size)];
        stream.Position = start;
        for (var done = 0; done < values.Length;)
        {
            var count = Math.Min(BytesAtOnce / size, values.Length - done);
            stream.ReadExactly(buffer, 0, count * size);
            entry.Type.Decode(buffer.AsSpan(0, count * size), values.AsSpan(done, count));
            done += count;
        }
        return Tensor.From(values, entry.Shape, device: Device.Cpu);
    }
}
