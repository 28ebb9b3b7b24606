using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using GanSharp.IO.PyTorch;
using GanSharp.Tensors;

namespace GanSharp.IO;

/// <summary>The contents of a safetensors file.</summary>
/// <param name="Tensors">The tensors by name, in the order of the file.</param>
/// <param name="Metadata">The texts of the header's <c>__metadata__</c>.</param>
public sealed record SafeTensorsFile(
    IReadOnlyDictionary<string, Tensor> Tensors, IReadOnlyDictionary<string, string> Metadata);

/// <summary>
/// The safetensors format for named tensors: the length of the header (8 bytes, little-endian), the header (JSON with
/// the type, shape and offsets of every tensor), and the elements. Supports F32 and F64, and reads F16 as F32. See
/// https://huggingface.co/docs/safetensors.
/// </summary>
public static class SafeTensors
{
    private const int ElementsAtOnce = 1 << 20;

    /// <summary>
    /// Writes a file, which appears whole or not at all. Wider types come first, which aligns all elements, then names
    /// in ordinal order. The same tensors always give the same bytes.
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
    /// Writes to a stream, like
    /// <see cref="Save(string, IEnumerable{KeyValuePair{string, Tensor}}, IReadOnlyDictionary{string, string})"/>.
    /// </summary>
    internal static void Save(
        Stream stream, IEnumerable<KeyValuePair<string, Tensor>> tensors,
        IReadOnlyDictionary<string, string>? metadata = null
    ) => Writer(tensors, metadata)(bytes => stream.Write(bytes));

    /// <summary>Writes tensors to a stream in half precision (F16), rounded to the nearest number.</summary>
    /// <exception cref="GanSharpException">A number is too large for half precision.</exception>
    internal static void SaveHalf(
        Stream stream, IEnumerable<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        var ordered = tensors.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToArray();
        WriteHeader(bytes => stream.Write(bytes), SafeTensorsHeader.Write(ordered, metadata, _ => StoredType.F16));
        foreach (var (name, tensor) in ordered)
        {
            var halves = Array.ConvertAll(tensor.ToArray<float>(), value => (Half)value);
            if (!halves.All(Half.IsFinite))
                throw new GanSharpException(
                    $"{name} has numbers beyond {Half.MaxValue}, which half precision cannot hold; "
                    + "keep single precision");
            stream.Write(MemoryMarshal.AsBytes(halves.AsSpan()));
        }
    }

    /// <summary>Returns the SHA-256 of the file that <c>Save</c> would write, in hexadecimal.</summary>
    internal static string Digest(
        IEnumerable<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Writer(tensors, metadata)(bytes => hash.AppendData(bytes));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>
    /// Reads all tensors of a file. They belong to the current <see cref="TensorScope"/>, if any.
    /// </summary>
    /// <exception cref="GanSharpException">
    /// The file is missing or damaged, or contains other types than F16, F32 and F64.
    /// </exception>
    public static SafeTensorsFile Load(string path) => InputFile.Read(path, stream => Read(stream, path));

    /// <summary>
    /// Reads the file of a network or a training, like <see cref="Load"/>, and refuses NaN and infinity.
    /// </summary>
    /// <exception cref="GanSharpException">As for <see cref="Load"/>, or a tensor contains NaN or infinity.</exception>
    internal static SafeTensorsFile LoadWeights(string path) => RequireFinite(Load(path), path);

    /// <inheritdoc cref="LoadWeights(string)"/>
    internal static SafeTensorsFile LoadWeights(Stream stream, string path) => RequireFinite(Read(stream, path), path);

    private static SafeTensorsFile RequireFinite(SafeTensorsFile file, string path) =>
        NotFinite.First(file.Tensors.Select(pair => (pair.Key, pair.Value))) is not { } trouble ? file
            : throw GanSharpException.Damaged(
                $"{path}: {trouble}", "such weights are useless, so fetch the file again, or train it again");

    /// <summary>Reads all tensors of a seekable stream. Errors call it <paramref name="path"/>.</summary>
    /// <inheritdoc cref="Load" path="/exception"/>
    internal static SafeTensorsFile Read(Stream stream, string path)
    {
        var header = SafeTensorsHeader.Read(stream, path);
        var tensors = new OrderedDictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (var entry in header.Entries)
        {
            var start = header.DataStart + entry.Begin;
            if (entry.Type == StoredType.F16)
            {
                tensors.Add(entry.Name, SafeTensorsSource.Read(stream, start, entry));
                continue;
            }
            var tensor = Tensor.Empty(entry.Shape, entry.DType, Device.Cpu);
            stream.Position = start;
            ForEachPart(tensor, stream.ReadExactly);
            tensors.Add(entry.Name, tensor);
        }
        return new(tensors, header.Metadata);
    }

    /// <summary>Copies the tensors of a file to those of the same names.</summary>
    /// <param name="file">The file.</param>
    /// <param name="targets">The tensors to set.</param>
    /// <param name="path">The name of the file in errors.</param>
    /// <param name="plan">The part of the file that defines these tensors, for errors: <c>recipe</c>.</param>
    /// <exception cref="GanSharpException">A tensor is missing, or has another shape or type.</exception>
    internal static void CopyTo(
        this SafeTensorsFile file, IEnumerable<(string Name, Tensor Tensor)> targets, string path, string plan)
    {
        foreach (var (name, tensor) in targets)
        {
            if (!file.Tensors.TryGetValue(name, out var saved))
                throw new GanSharpException($"{path}: lacks {name}, which its {plan} asks for; train it again");
            if (saved.Shape != tensor.Shape || saved.DType != tensor.DType)
                throw new GanSharpException(
                    $"{path}: {name} is {saved.DType} {saved.Shape}, but its {plan} asks for "
                    + $"{tensor.DType} {tensor.Shape}");
            InPlace.Copy(tensor, saved);
        }
    }

    /// <summary>Checks that writing a file would replace at most a safetensors file of some kind.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kind">The name of the kind, for errors.</param>
    /// <param name="isKind">Whether a file with that header is of the kind.</param>
    /// <exception cref="GanSharpException">The path is another file, a folder or a link, or cannot be read.</exception>
    internal static void CheckReplaceable(string path, string kind, Func<SafeTensorsHeader, bool> isKind)
    {
        FileKind.SafeTensors.CheckReplaceable(path);
        if (!Path.Exists(path) || new FileInfo(path).Length == 0)
            return;
        var header = InputFile.Read(path, stream => SafeTensorsHeader.Read(stream, path, foreign: true));
        if (!isKind(header))
            throw new GanSharpException(
                $"{path}: exists and is not {kind}; choose another name, so that it is not lost");
    }

    private delegate void Part(Span<byte> bytes);

    /// <summary>Returns a function that passes on the bytes of a file in parts.</summary>
    private static Action<Part> Writer(
        IEnumerable<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        var ordered = tensors
            .OrderByDescending(pair => pair.Value.DType.Size())
            .ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .ToArray();
        var header = SafeTensorsHeader.Write(
            ordered, metadata ?? new Dictionary<string, string>(),
            tensor => tensor.DType == DType.F64 ? StoredType.F64 : StoredType.F32);
        return use =>
        {
            WriteHeader(use, header);
            foreach (var (_, tensor) in ordered)
                ForEachPart(tensor.To(Device.Cpu), use);
        };
    }

    private static void WriteHeader(Part use, byte[] header)
    {
        var length = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        use(length);
        use(header);
    }

    /// <summary>
    /// Passes on the elements as bytes, in parts, since a large tensor has more bytes than a span can hold.
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
