using GanSharp.Tensors.Backends;

namespace GanSharp.Tensors;

/// <summary>
/// A dense array of numbers with a <see cref="Shape"/>, row-major and contiguous. Operations on it are the extension
/// methods of <see cref="TensorOps"/>; they make new tensors and, where an input is tracked, remember how
/// (<see cref="Grad"/>).
/// </summary>
public sealed partial class Tensor
{
    internal Tensor(Storage storage, Shape shape, DType dtype)
    {
        Storage = storage;
        Shape = shape;
        DType = dtype;
    }

    internal Tensor(Backend backend, Shape shape, DType dtype)
        : this(backend.Allocate((long)shape.Size * dtype.Size()), shape, dtype) { }

    /// <summary>The extents.</summary>
    public Shape Shape { get; }

    /// <summary>The type of the elements.</summary>
    public DType DType { get; }

    /// <summary>Where the elements are.</summary>
    public Device Device => Backend.Device;

    /// <summary>Number of elements.</summary>
    public int Count => Shape.Size;

    /// <summary>
    /// Whether gradients with respect to this tensor can be asked for: it is a parameter, or was computed from one.
    /// </summary>
    public bool IsTracked => RequiresGrad || Node is not null;

    /// <summary>Whether this is a leaf, such as a parameter, whose dependents are recorded.</summary>
    public bool RequiresGrad { get; private set; }

    internal Storage Storage { get; }

    internal Backend Backend => Storage.Backend;

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

    /// <summary>The same elements under another shape of the same size, unknown to the tape. Shares storage.</summary>
    internal Tensor As(Shape shape) => new(Storage, shape, DType);

    /// <summary>Type and shape, such as <c>F32 (64, 784)</c>; for a single element its value.</summary>
    public override string ToString() => Count == 1 ? $"{DType} {Shape} {Item():G6}" : $"{DType} {Shape}";
}
