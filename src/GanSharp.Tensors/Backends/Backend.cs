using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Tensors.Backends;

/// <summary>
/// The memory and the kernels of a device, without derivatives and shape checks. A new backend implements the abstract
/// methods of this file. The virtual methods (<c>Backend.*.cs</c>) are composed of them; a backend overrides those that
/// it can compute faster. All tensors of a call are on its device and have one element type unless a method says
/// otherwise.
/// </summary>
internal abstract partial class Backend
{
    protected Backend() => Device = new Device(this);

    /// <summary>The name of the device, such as <c>cpu</c>.</summary>
    public abstract string Name { get; }

    public Device Device { get; }

    /// <summary>Memory with undefined contents.</summary>
    public abstract Storage Allocate(long bytes);

    /// <summary>
    /// Copies bytes from the program to the device, starting at <paramref name="offset"/> in the target.
    /// </summary>
    public abstract void Upload(ReadOnlySpan<byte> source, Storage target, long offset);

    /// <summary>Waits until the bytes are computed, then copies them from the device to the program.</summary>
    public abstract void Download(Storage source, long offset, Span<byte> target);

    /// <summary>Sets every element of y to value.</summary>
    public abstract void Fill(Tensor y, double value);

    /// <summary>y = x, converted to the element type of y; integers are rounded towards zero.</summary>
    public abstract void Convert(Tensor x, Tensor y);

    /// <summary>y = op(x), element by element; y may be x.</summary>
    public abstract void Unary(UnaryOp op, Tensor x, Tensor y, double p = 0, double q = 0);

    /// <summary>
    /// y = op(a, b), element by element, a and b broadcast to y; y may be an operand of its own shape.
    /// </summary>
    public abstract void Binary(BinaryOp op, Tensor a, Tensor b, Tensor y, double p = 0);

    /// <summary>y[o, i] = op over n of x[o, n, i], where x is read as (outer, n, inner); n is at least 1.</summary>
    protected abstract void Reduce(ReduceOp op, Tensor x, Tensor y, (int Outer, int N, int Inner) view);

    /// <summary>
    /// y = op(a) · op(b) + bias, for matrices; op optionally transposes, and the bias has one element per column or is
    /// null.
    /// </summary>
    public abstract void MatMul(Tensor a, bool transposeA, Tensor b, bool transposeB, Tensor? bias, Tensor y);

    /// <summary>Copies blocks of elements from one tensor to another.</summary>
    public abstract void CopyBlocks(Tensor source, Tensor target, in BlockCopy copy);

    /// <summary>y[i] = table[indices[i]], rows along the first axis; the indices are <see cref="DType.I32"/>.</summary>
    public abstract void GatherRows(Tensor table, Tensor indices, Tensor y);

    /// <summary>
    /// table[r] = Σ x[i] over the i with indices[i] = r, in the order of i; 0 for a row that no index names.
    /// </summary>
    public abstract void ScatterRows(Tensor x, Tensor indices, Tensor table);
}
