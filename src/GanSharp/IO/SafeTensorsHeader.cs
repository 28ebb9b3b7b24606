using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;
using GanSharp.IO.PyTorch;
using GanSharp.Tensors;

namespace GanSharp.IO;

/// <summary>The name, type, shape and byte range of a tensor in a file.</summary>
internal sealed record SafeTensorsEntry(string Name, StoredType Type, Shape Shape, long Begin, long End)
{
    /// <summary>The type of a tensor that has the same elements.</summary>
    public DType DType => Type == StoredType.F64 ? DType.F64 : DType.F32;
}

/// <summary>
/// The header of a safetensors file. Reading it checks it against the size of the file.
/// </summary>
internal sealed record SafeTensorsHeader(
    IReadOnlyList<SafeTensorsEntry> Entries, IReadOnlyDictionary<string, string> Metadata, long DataStart)
{
    public const string MetadataKey = "__metadata__";
    private const string Remedy = "fetch or export the file again";
    private const int LengthBytes = sizeof(ulong), MaxBytes = Limits.HeaderBytes, Depth = 3;

    /// <summary>Writes the header, padded with spaces so that the elements begin at a multiple of 8.</summary>
    /// <param name="tensors">The tensors, in the order of their elements.</param>
    /// <param name="metadata">The texts.</param>
    /// <param name="typeOf">The type that a tensor's elements are written in.</param>
    public static byte[] Write(
        KeyValuePair<string, Tensor>[] tensors, IReadOnlyDictionary<string, string> metadata,
        Func<Tensor, StoredType> typeOf)
    {
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            if (metadata.Count > 0)
                WriteMetadata(json, metadata);
            WriteEntries(json, tensors, typeOf);
            json.WriteEndObject();
        }
        while (buffer.Length % LengthBytes != 0)
            buffer.WriteByte((byte)' ');
        return buffer.Length <= MaxBytes ? buffer.ToArray()
            : throw new GanSharpException(
                $"a header of {buffer.Length} bytes is more than can be read ({MaxBytes}); use fewer or shorter names");
    }

    /// <summary>Reads and checks the header at the beginning of a seekable <paramref name="stream"/>.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="path">Its name in errors.</param>
    /// <param name="foreign">Whether tensors may have other types than F16, F32 and F64.</param>
    public static SafeTensorsHeader Read(Stream stream, string path, bool foreign = false)
    {
        var length = ReadLength(stream, path);
        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        var dataStart = LengthBytes + length;
        try
        {
            using var json = JsonDocument.Parse(bytes, new() { MaxDepth = Depth, AllowDuplicateProperties = false });
            var (entries, metadata) = SafeTensorsParser.Parse(json.RootElement, foreign);
            SafeTensorsParser.CheckTiling(entries, stream.Length - dataStart);
            return new(entries, metadata, dataStart);
        }
        // The JSON reader reports invalid Unicode as an invalid operation.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw GanSharpException.Damaged($"{path}: {e.Message.TrimEnd('.')}", Remedy, e);
        }
    }

    private static int ReadLength(Stream stream, string path)
    {
        Span<byte> word = stackalloc byte[LengthBytes];
        if (stream.ReadAtLeast(word, LengthBytes, throwOnEndOfStream: false) < LengthBytes)
            throw GanSharpException.Damaged($"{path}: too short for a safetensors file", Remedy);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(word);
        if (length > MaxBytes)
            throw GanSharpException.Damaged(
                $"{path}: announces a header of {length} bytes, of at most {MaxBytes}", "is it a safetensors file?");
        if ((long)length > stream.Length - LengthBytes)
            throw GanSharpException.Damaged($"{path}: ends within its header of {length} bytes", Remedy);
        return (int)length;
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        json.WriteStartObject(MetadataKey);
        foreach (var (key, value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static void WriteEntries(
        Utf8JsonWriter json, KeyValuePair<string, Tensor>[] tensors, Func<Tensor, StoredType> typeOf)
    {
        var (begin, names) = (0L, new HashSet<string>(StringComparer.Ordinal) { MetadataKey });
        foreach (var (name, tensor) in tensors)
        {
            if (!names.Add(name))
                throw new ArgumentException($"the name '{name}' is used twice or reserved", nameof(tensors));
            var type = typeOf(tensor);
            var end = begin + (long)tensor.Count * type.Size();
            json.WriteStartObject(name);
            json.WriteString("dtype", type.ToString());
            WriteNumbers(json, "shape", tensor.Shape.Extents.ToArray().Select(extent => (long)extent));
            WriteNumbers(json, "data_offsets", [begin, end]);
            json.WriteEndObject();
            begin = end;
        }
    }

    private static void WriteNumbers(Utf8JsonWriter json, string key, IEnumerable<long> numbers)
    {
        json.WriteStartArray(key);
        foreach (var number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }
}
