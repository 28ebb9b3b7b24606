using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using GanSharp.Tensors;

namespace GanSharp.IO;

/// <summary>What a safetensors file holds.</summary>
/// <param name="Tensors">The tensors by name, in the file's order.</param>
/// <param name="Metadata">The free text of the header's <c>__metadata__</c>.</param>
public sealed record SafeTensorsFile(
    IReadOnlyDictionary<string, Tensor> Tensors, IReadOnlyDictionary<string, string> Metadata);

/// <summary>
/// Named tensors in the safetensors format: the length of the header (8 bytes, little-endian), the header (JSON: type,
/// shape and place of every tensor), the elements. Reads and writes F32 and F64. See
/// https://huggingface.co/docs/safetensors.
/// </summary>
public static class SafeTensors
{
    private const int ElementsAtOnce = 1 << 20;

    /// <summary>
    /// Writes a file, which appears whole or not at all. Wide elements come first, so that all are aligned, and then
    /// names in ordinal order: the same tensors give the same bytes.
    /// </summary>
    /// <exception cref="ArgumentException">A name is used twice, or is <c>__metadata__</c>.</exception>
    /// <exception cref="GanSharpException">The path cannot be written.</exception>
    public static void Save(
        string path, IEnumerable<KeyValuePair<string, Tensor>> tensors,
        IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        AtomicFile.Write(path, stream => Save(stream, tensors, metadata));
    }

    /// <summary>
    /// Writes to a stream what
    /// <see cref="Save(string, IEnumerable{KeyValuePair{string, Tensor}}, IReadOnlyDictionary{string, string})"/>
    /// writes.
    /// </summary>
    internal static void Save(
        Stream stream, IEnumerable<KeyValuePair<string, Tensor>> tensors,
        IReadOnlyDictionary<string, string>? metadata = null
    ) => Writer(tensors, metadata)(bytes => stream.Write(bytes));

    /// <summary>The SHA-256 of the file that <c>Save</c> would write, in hexadecimal.</summary>
    internal static string Digest(
        IEnumerable<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Writer(tensors, metadata)(bytes => hash.AppendData(bytes));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>
    /// Reads all tensors of a file; they belong to the open <see cref="TensorScope"/>, if there is one.
    /// </summary>
    /// <exception cref="GanSharpException">
    /// The file is missing, damaged or malformed, or holds elements other than F32 and F64.
    /// </exception>
    public static SafeTensorsFile Load(string path) => InputFile.Read(path, stream => Read(stream, path));

    /// <summary>
    /// Reads a network or a training: as <see cref="Load"/> does, but numbers that are not finite are refused.
    /// </summary>
    /// <exception cref="GanSharpException">As for <see cref="Load"/>; or a tensor holds NaN or infinity.</exception>
    internal static SafeTensorsFile LoadWeights(string path) => RequireFinite(Load(path), path);

    /// <inheritdoc cref="LoadWeights(string)"/>
    internal static SafeTensorsFile LoadWeights(Stream stream, string path) => RequireFinite(Read(stream, path), path);

    private static SafeTensorsFile RequireFinite(SafeTensorsFile file, string path)
    {
        return NotFinite.First(file.Tensors.Select(pair => (pair.Key, pair.Value))) is not { } trouble ? file
            : throw GanSharpException.Damaged(
                $"{path}: {trouble}", "such weights are of no use, so fetch the file again, or train it again");
    }

    /// <summary>Reads all tensors of a seekable stream, which errors call <paramref name="path"/>.</summary>
    /// <inheritdoc cref="Load" path="/exception"/>
    internal static SafeTensorsFile Read(Stream stream, string path)
    {
        var header = SafeTensorsHeader.Read(stream, path);
        var tensors = new OrderedDictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (var entry in header.Entries)
        {
            var tensor = Tensor.Empty(entry.Shape, entry.DType, Device.Cpu);
            stream.Position = header.DataStart + entry.Begin;
            ForEachPart(tensor, stream.ReadExactly);
            tensors.Add(entry.Name, tensor);
        }
        return new(tensors, header.Metadata);
    }

    /// <summary>Sets tensors to those of the same names in a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="targets">The tensors.</param>
    /// <param name="path">What errors call the file.</param>
    /// <param name="plan">What in the file asks for these tensors, for errors: <c>recipe</c>.</param>
    /// <exception cref="GanSharpException">One is missing, or of another shape or type.</exception>
    internal static void CopyTo(
        this SafeTensorsFile file, IEnumerable<(string Name, Tensor Tensor)> targets, string path, string plan)
    {
        foreach (var (name, tensor) in targets)
        {
            if (!file.Tensors.TryGetValue(name, out var saved))
                throw new GanSharpException($"{path}: lacks {name}, which its {plan} asks for; train it again");
            if (saved.Shape != tensor.Shape || saved.DType != tensor.DType)
                throw new GanSharpException(
                    $"{path}: {name} is {saved.DType} {saved.Shape}, but its {plan} asks for {tensor.DType} {tensor.Shape}");
            InPlace.Copy(tensor, saved);
        }
    }

    private delegate void Part(Span<byte> bytes);

    /// <summary>What hands out the bytes of a file, in parts.</summary>
    private static Action<Part> Writer(
        IEnumerable<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        var ordered = tensors
            .OrderByDescending(pair => pair.Value.DType.Size())
            .ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .ToArray();
        var header = SafeTensorsHeader.Write(ordered, metadata ?? new Dictionary<string, string>());
        var length = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        return use =>
        {
            use(length);
            use(header);
            foreach (var (_, tensor) in ordered)
                ForEachPart(tensor.To(Device.Cpu), use);
        };
    }

    /// <summary>
    /// Hands out the elements as bytes, in parts, since a large tensor has more bytes than a span can hold.
    /// </summary>
    private static void ForEachPart(Tensor tensor, Part use)
    {
        for (var start = 0; start < tensor.Count; start += ElementsAtOnce)
        {
            var count = Math.Min(ElementsAtOnce, tensor.Count - start);
            use(tensor.DType == DType.F32
                ? MemoryMarshal.AsBytes(tensor.AsSpan<float>().Slice(start, count))
                : MemoryMarshal.AsBytes(tensor.AsSpan<double>().Slice(start, count)));
        }
        GC.KeepAlive(tensor);
    }
}
