using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors;

// Copies between a tensor and the program's memory, between devices and between element types.
public sealed partial class Tensor
{
    private const int ChunkLength = 1 << 16;

    /// <summary>
    /// The elements in place, row-major. Writing changes the tensor. Valid while the tensor is alive. Only for tensors
    /// on the CPU; <see cref="ToArray"/> and <see cref="CopyTo{T}(Span{T})"/> work on every device.
    /// </summary>
    /// <exception cref="TensorException">
    /// <typeparamref name="T"/> is not the element type, or the tensor is on another device.
    /// </exception>
    public unsafe Span<T> AsSpan<T>() where T : unmanaged => new(Pointer<T>(), Count);

    internal unsafe T* Pointer<T>() where T : unmanaged => DTypes.Of<T>() == DType ? (T*)Storage.Pointer
        : throw new TensorException("tensor", $"elements are {DType}, not {typeof(T).Name}");

    /// <summary>The value of a tensor of one element. Waits until the device has computed it.</summary>
    /// <exception cref="TensorException">The tensor does not have exactly one element.</exception>
    public double Item()
    {
        if (Count != 1)
            throw new TensorException("item", $"{Shape} does not hold one element");
        Span<double> element = stackalloc double[1];
        CopyTo(element);
        return element[0];
    }

    /// <summary>The values of several one-element tensors of one device, fetched together.</summary>
    /// <exception cref="TensorException">
    /// A tensor does not have exactly one element, or the tensors are on different devices.
    /// </exception>
    public static double[] Items(params ReadOnlySpan<Tensor> scalars)
    {
        if (scalars.IsEmpty)
            return [];
        var all = Empty([scalars.Length], DType.F64, scalars[0].Device);
        for (var i = 0; i < scalars.Length; i++)
        {
            if (scalars[i].Count != 1)
                throw new TensorException("items", $"{scalars[i].Shape} does not hold one element");
            if (scalars[i].Backend != all.Backend)
                throw new TensorException(
                    "items", $"scalars on {scalars[i].Device} and {all.Device} do not mix; move one with To");
            all.Backend.CopyBlocks(scalars[i].To(DType.F64), all, BlockCopy.Run(length: 1, targetStart: i));
        }
        return all.ToArray<double>();
    }

    /// <summary>A copy of the elements, row-major, converted to <typeparamref name="T"/>.</summary>
    public T[] ToArray<T>() where T : unmanaged, INumberBase<T>
    {
        var result = new T[Count];
        CopyTo(result.AsSpan());
        return result;
    }

    /// <summary>
    /// Copies the elements, row-major, to the program's memory, converted to <typeparamref name="T"/>.
    /// </summary>
    /// <exception cref="TensorException">The length of the target is not the number of elements.</exception>
    public void CopyTo<T>(Span<T> target) where T : unmanaged, INumberBase<T>
    {
        if (target.Length != Count)
            throw new TensorException("copy", $"{Shape} has {Count} elements; the target has {target.Length}");
        if (DType == DType.F32)
            Download<float, T>(target);
        else if (DType == DType.F64)
            Download<double, T>(target);
        else
            Download<int, T>(target);
    }

    /// <summary>
    /// Overwrites the elements, row-major, with values from the program's memory, converted to the element type.
    /// </summary>
    /// <exception cref="TensorException">The length of the source is not the number of elements.</exception>
    public void CopyFrom<T>(ReadOnlySpan<T> source) where T : unmanaged, INumberBase<T>
    {
        if (source.Length != Count)
            throw new TensorException("copy", $"{source.Length} values do not fill {Shape}");
        if (DType == DType.F32)
            Upload<T, float>(source);
        else if (DType == DType.F64)
            Upload<T, double>(source);
        else
            Upload<T, int>(source);
    }

    /// <summary>This tensor, or a copy of it on another device. Not recorded on the tape.</summary>
    public Tensor To(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        if (device == Device)
            return this;
        var result = new Tensor(device.Backend, Shape, DType);
        CopyTo(result);
        return result;
    }

    /// <summary>This tensor, or a copy of it with elements of another type. Not recorded on the tape.</summary>
    public Tensor To(DType dtype)
    {
        if (dtype == DType)
            return this;
        var result = new Tensor(Backend, Shape, dtype);
        Backend.Convert(this, result);
        return result;
    }

    /// <summary>Copies the elements to a tensor of the same size and type on any device.</summary>
    internal void CopyTo(Tensor target)
    {
        if (target.Backend == Backend)
        {
            Backend.CopyBlocks(this, target, BlockCopy.Run(Count));
            return;
        }
        var size = DType.Size();
        var buffer = new byte[Math.Min(Count, ChunkLength) * size];
        for (var start = 0; start < Count; start += ChunkLength)
        {
            var bytes = buffer.AsSpan(0, Math.Min(ChunkLength, Count - start) * size);
            Backend.Download(Storage, (long)start * size, bytes);
            target.Backend.Upload(bytes, target.Storage, (long)start * size);
        }
    }

    /// <summary>Copies in chunks, through a buffer if the types differ.</summary>
    private void Download<TElement, T>(Span<T> target)
        where TElement : unmanaged, INumberBase<TElement> where T : unmanaged, INumberBase<T>
    {
        var size = DType.Size();
        var buffer = typeof(T) == typeof(TElement) ? [] : new TElement[Math.Min(Count, ChunkLength)];
        for (var start = 0; start < Count; start += ChunkLength)
        {
            var part = target.Slice(start, Math.Min(ChunkLength, Count - start));
            var bytes =
                typeof(T) == typeof(TElement)
                    ? MemoryMarshal.AsBytes(part)
                    : MemoryMarshal.AsBytes(buffer.AsSpan(0, part.Length));
            Backend.Download(Storage, (long)start * size, bytes);
            if (typeof(T) != typeof(TElement))
                TensorPrimitives.ConvertTruncating<TElement, T>(buffer.AsSpan(0, part.Length), part);
        }
    }

    private void Upload<T, TElement>(ReadOnlySpan<T> source)
        where T : unmanaged, INumberBase<T> where TElement : unmanaged, INumberBase<TElement>
    {
        var size = DType.Size();
        var buffer = typeof(T) == typeof(TElement) ? [] : new TElement[Math.Min(Count, ChunkLength)];
        for (var start = 0; start < Count; start += ChunkLength)
        {
            var part = source.Slice(start, Math.Min(ChunkLength, Count - start));
            if (typeof(T) != typeof(TElement))
                TensorPrimitives.ConvertTruncating(part, buffer.AsSpan(0, part.Length));
            var bytes =
                typeof(T) == typeof(TElement)
                    ? MemoryMarshal.AsBytes(part)
                    : MemoryMarshal.AsBytes(buffer.AsSpan(0, part.Length));
            Backend.Upload(bytes, Storage, (long)start * size);
        }
    }
}
