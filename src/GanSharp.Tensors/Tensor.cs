using GanSharp.Tensors.Backends;

namespace GanSharp.Tensors;

/// <summary>
/// A dense array of numbers with a <see cref="Shape"/>, row-major and contiguous. The operations are the extension
/// methods of <see cref="TensorOps"/>. They create new tensors and, if an input is tracked, record how they were
/// computed (<see cref="Grad"/>).
/// </summary>
/// <remarks>Safe for use by several threads at once, while none of them writes to it or ends its scope.</remarks>
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

    /// <summary>The device that stores the elements.</summary>
    public Device Device => Backend.Device;

    /// <summary>Number of elements.</summary>
    public int Count => Shape.Size;

    /// <summary>
    /// Whether there can be gradients with respect to this tensor: it is a parameter, or was computed from one.
    /// </summary>
    public bool IsTracked => RequiresGrad || Node is not null;

    /// <summary>Whether this is a tracked leaf, such as a parameter.</summary>
    public bool RequiresGrad { get; private set; }

    internal Storage Storage { get; }

    internal Backend Backend => Storage.Backend;

    /// <summary>How this tensor was computed; null for a leaf and for untracked results.</summary>
    internal Node? Node { get; set; }

    /// <summary>Starts recording the operations on this tensor, so that it can receive gradients.</summary>
    /// <returns>This tensor.</returns>
    public Tensor Track()
    {
        RequiresGrad = true;
        return this;
    }

    /// <summary>The same elements without the record of how they were computed. Shares storage.</summary>
    public Tensor Detach()
    {
        var detached = As(Shape);
        return Trace.IsOn ? Trace.Whole("detach", detached, [this], null) : detached;
    }

    /// <summary>The same elements with another shape of the same size, not recorded. Shares storage.</summary>
    internal Tensor As(Shape shape) => new(Storage, shape, DType);

    /// <summary>Type and shape, such as <c>F32 (64, 784)</c>; for a single element also its value.</summary>
    public override string ToString() => Count == 1 ? $"{DType} {Shape} {Item():G6}" : $"{DType} {Shape}";
}
