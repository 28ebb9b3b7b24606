using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using GanSharp.Tensors.Backends;

namespace GanSharp.Tensors.Reference;

/// <summary>Managed memory that only its backend reads and writes.</summary>
internal sealed class ReferenceStorage(Backend backend, long bytes) : Storage(backend, bytes)
{
    private byte[]? _bytes = new byte[bytes];

    /// <summary>The memory itself.</summary>
    /// <exception cref="TensorException">The memory has been freed, or belongs to another backend.</exception>
    public static byte[] Of(Storage storage) => storage is ReferenceStorage { _bytes: { } memory } ? memory
        : throw new TensorException(
            "reference", "the tensor is on another device, or was used after its TensorScope ended");

    /// <summary>The elements of a tensor in double precision.</summary>
    public static double[] Read(Tensor tensor)
    {
        var result = new double[tensor.Count];
        if (tensor.DType == DType.F32)
            TensorPrimitives.ConvertTruncating<float, double>(Span<float>(tensor), result);
        else if (tensor.DType == DType.F64)
            Span<double>(tensor).CopyTo(result);
        else
            TensorPrimitives.ConvertTruncating<int, double>(Span<int>(tensor), result);
        return result;
    }

    /// <summary>Sets the elements of a tensor, rounded to its type.</summary>
    public static void Write(Tensor tensor, double[] elements)
    {
        if (tensor.DType == DType.F32)
            TensorPrimitives.ConvertTruncating<double, float>(elements, Span<float>(tensor));
        else if (tensor.DType == DType.F64)
            elements.CopyTo(Span<double>(tensor));
        else
            TensorPrimitives.ConvertTruncating<double, int>(elements, Span<int>(tensor));
    }

    /// <summary>The elements themselves.</summary>
    public static Span<T> Span<T>(Tensor tensor) where T : unmanaged =>
        MemoryMarshal.Cast<byte, T>(Of(tensor.Storage).AsSpan())[..tensor.Count];

    protected override void Release() => _bytes = null;
}
