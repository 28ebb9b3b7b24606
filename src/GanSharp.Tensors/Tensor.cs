namespace GanSharp.Tensors;

/// <summary>
/// A dense array of numbers with a <see cref="Shape"/>, row-major and contiguous. Operations on it are the extension methods of
/// <see cref="Ops"/>; they make new tensors and, where an input is tracked, remember how (<see cref="Grad"/>).
/// </summary>
public sealed partial class Tensor
{
    internal Tensor(Storage storage, Shape shape, DType dtype)
    {
        Storage = storage;
        Shape = shape;
        DType = dtype;
    }

    internal Tensor(Shape shape, DType dtype) : this(new Storage((long)shape.Size * dtype.Size()), shape, dtype) { }

    /// <summary>The extents.</summary>
    public Shape Shape { get; }

    /// <summary>The type of the elements.</summary>
    public DType DType { get; }

    /// <summary>Number of elements.</summary>
    public int Count => Shape.Size;

    /// <summary>Whether gradients with respect to this tensor can be asked for: it is a parameter, or was computed from one.</summary>
    public bool IsTracked => RequiresGrad || Node is not null;

    /// <summary>Whether this is a leaf, such as a parameter, whose dependents are recorded.</summary>
    public bool RequiresGrad { get; private set; }

    internal Storage Storage { get; }

    /// <summary>How this tensor was computed; null for a leaf and for untracked results.</summary>
    internal Node? Node { get; set; }

    /// <summary>Records from now on what is computed from this tensor, so that gradients reach it.</summary>
    /// <returns>This tensor.</returns>
    public Tensor Track()
    {
        RequiresGrad = true;
        return this;
    }

    /// <summary>The same numbers, without the memory of how they were computed. Shares storage.</summary>
    public Tensor Detach() => new(Storage, Shape, DType);

    /// <summary>The elements, row-major. Writing changes the tensor. Valid while the tensor is alive.</summary>
    /// <exception cref="TensorException"><typeparamref name="T"/> is not the type of the elements.</exception>
    public unsafe Span<T> AsSpan<T>() where T : unmanaged => new(Pointer<T>(), Count);

    internal unsafe T* Pointer<T>() where T : unmanaged =>
        DTypes.Of<T>() == DType ? (T*)Storage.Pointer : throw new TensorException("tensor", $"elements are {DType}, not {typeof(T).Name}");

    /// <summary>The single element of a tensor of one element.</summary>
    /// <exception cref="TensorException">There is not exactly one element.</exception>
    public double Item() => Count != 1 ? throw new TensorException("item", $"{Shape} does not hold one element")
        : DType == DType.F32 ? AsSpan<float>()[0] : AsSpan<double>()[0];

    /// <summary>A copy of the elements, row-major, converted to <typeparamref name="T"/>.</summary>
    public T[] ToArray<T>() where T : unmanaged, System.Numerics.INumberBase<T>
    {
        var result = new T[Count];
        if (DType == DType.F32)
            System.Numerics.Tensors.TensorPrimitives.ConvertTruncating<float, T>(AsSpan<float>(), result);
        else
            System.Numerics.Tensors.TensorPrimitives.ConvertTruncating<double, T>(AsSpan<double>(), result);
        return result;
    }

    /// <summary>Type and shape, such as <c>F32 (64, 784)</c>; for a single element its value.</summary>
    public override string ToString() => Count == 1 ? $"{DType} {Shape} {Item():G6}" : $"{DType} {Shape}";
}
