using System.IO.Compression;
using System.Runtime.InteropServices;
using GanSharp.Tensors;

namespace GanSharp.IO;

/// <summary>
/// A writer of NPZ files: a zip archive of NPY files, uncompressed, as <c>numpy.savez</c> writes. The same arrays
/// always give the same bytes.
/// </summary>
public sealed class NpzWriter : IDisposable
{
    // The earliest date of a zip archive.
    private static readonly DateTimeOffset Date = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ZipArchive _zip;

    /// <summary>Begins a file on a seekable stream, which stays open.</summary>
    public NpzWriter(Stream stream) => _zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);

    /// <summary>The kind of these files.</summary>
    public static FileKind Kind { get; } = new("a zip or NPZ file", [.. "PK\u0003\u0004"u8]);

    /// <summary>Adds an array whose elements the caller writes.</summary>
    /// <typeparam name="T">The elements; see <see cref="Npy.Header"/>.</typeparam>
    /// <param name="name">The name of the array.</param>
    /// <param name="extents">The shape.</param>
    /// <param name="write">Writes the elements, little-endian.</param>
    public void Add<T>(string name, ReadOnlySpan<long> extents, Action<Stream> write) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(write);
        var entry = _zip.CreateEntry($"{name}.npy", CompressionLevel.NoCompression);
        entry.LastWriteTime = Date;
        using var stream = entry.Open();
        stream.Write(Npy.Header<T>(extents));
        write(stream);
    }

    /// <summary>Adds an array of one axis.</summary>
    /// <inheritdoc cref="Add{T}(string, ReadOnlySpan{long}, Action{Stream})"/>
    public void Add<T>(string name, T[] values) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        Add<T>(name, [values.Length], stream => stream.Write(MemoryMarshal.AsBytes(values.AsSpan())));
    }

    /// <summary>Adds a tensor: float32 for F32, float64 for F64.</summary>
    /// <param name="name">The name of the array.</param>
    /// <param name="tensor">The tensor.</param>
    public void Add(string name, Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        long[] extents = [.. tensor.Shape.Extents.ToArray().Select(extent => (long)extent)];
        if (tensor.DType == DType.F64)
            Add<double>(name, extents, stream => Write(stream, tensor.To(Device.Cpu).ToArray<double>()));
        else
            Add<float>(name, extents, stream => Write(stream, tensor.To(Device.Cpu).ToArray<float>()));
    }

    /// <summary>Ends the file.</summary>
    public void Dispose() => _zip.Dispose();

    private static void Write<T>(Stream stream, T[] values) where T : unmanaged
    {
        const int AtOnce = 1 << 18;
        for (var start = 0; start < values.Length; start += AtOnce)
            stream.Write(MemoryMarshal.AsBytes(values.AsSpan(start, Math.Min(AtOnce, values.Length - start))));
    }
}
