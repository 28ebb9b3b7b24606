using System.Runtime.CompilerServices;

namespace GanSharp.Tensors;

/// <summary>
/// The extents of a tensor, outermost first, such as <c>(64, 1, 28, 28)</c> for a batch of images in NCHW order.
/// Immutable; a scalar has no extents. Written as a collection: <c>Shape s = [64, 784];</c>.
/// </summary>
[CollectionBuilder(typeof(Shape), nameof(Create))]
public readonly struct Shape : IEquatable<Shape>
{
    private readonly int[]? _extents;

    private Shape(int[] extents)
    {
        long count = 1;
        foreach (var extent in extents)
        {
            if (extent < 0)
                throw new TensorException("shape", $"extent {extent} in ({string.Join(", ", extents)}) is negative");
            count *= extent;
            if (count > int.MaxValue)
                throw new TensorException(
                    "shape", $"({string.Join(", ", extents)}) has more than {int.MaxValue} elements");
        }
        _extents = extents;
        Size = (int)count;
        Rank = extents.Length;
    }

    /// <summary>A shape of the given extents.</summary>
    /// <exception cref="TensorException">An extent is negative, or there are more than 2³¹-1 elements.</exception>
    public static Shape Create(ReadOnlySpan<int> extents) => new(extents.ToArray());

    /// <summary>The shape of a single number.</summary>
    public static Shape Scalar { get; } = new([]);

    /// <summary>Number of axes.</summary>
    public int Rank { get; }

    /// <summary>Number of elements: the product of the extents, 1 for a scalar.</summary>
    /// <remarks>Not called Count, which collection expressions would take for the number of extents.</remarks>
    public int Size { get => _extents is null ? 1 : field; }

    /// <summary>The extents, outermost first.</summary>
    public ReadOnlySpan<int> Extents => _extents;

    /// <summary>The extent of <paramref name="axis"/>; negative axes count from the end.</summary>
    public int this[int axis] => Extents[axis < 0 ? axis + Rank : axis];

    /// <summary>Enumerates the extents, outermost first.</summary>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)(_extents ?? [])).GetEnumerator();

    /// <summary>This shape with the extent of <paramref name="axis"/> replaced.</summary>
    public Shape With(int axis, int extent)
    {
        var extents = Extents.ToArray();
        extents[axis < 0 ? axis + Rank : axis] = extent;
        return new(extents);
    }

    /// <summary>The axis as a number from 0 to <see cref="Rank"/> - 1; negative axes count from the end.</summary>
    /// <exception cref="TensorException">There is no such axis.</exception>
    public int Axis(string op, int axis) =>
        axis >= -Rank && axis < Rank
            ? (axis < 0 ? axis + Rank : axis)
            : throw new TensorException(op, $"{this} has no axis {axis}");

    /// <summary>
    /// Product of the extents from axis <paramref name="from"/> up to, not including, <paramref name="to"/>.
    /// </summary>
    internal int CountOf(int from, int to)
    {
        var count = 1;
        for (var i = from; i < to; i++)
            count *= Extents[i];
        return count;
    }

    /// <summary>
    /// The shape of an elementwise operation on both operands: trailing axes are aligned, extents of 1 are stretched.
    /// </summary>
    /// <exception cref="TensorException">Two aligned extents differ and neither is 1.</exception>
    public static Shape Broadcast(string op, Shape a, Shape b)
    {
        if (a == b)
            return a;
        var extents = new int[Math.Max(a.Rank, b.Rank)];
        for (var i = 1; i <= extents.Length; i++)
        {
            var (p, q) = (i <= a.Rank ? a[-i] : 1, i <= b.Rank ? b[-i] : 1);
            if (p != q && p != 1 && q != 1)
                throw new TensorException(op, $"{a} and {b} do not broadcast: {p} against {q}");
            extents[^i] = p == 1 ? q : p;
        }
        return new(extents);
    }

    /// <inheritdoc/>
    public bool Equals(Shape other) => Extents.SequenceEqual(other.Extents);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var extent in Extents)
            hash.Add(extent);
        return hash.ToHashCode();
    }

    /// <summary>Whether all extents are equal.</summary>
    public static bool operator ==(Shape a, Shape b) => a.Equals(b);

    /// <summary>Whether an extent differs.</summary>
    public static bool operator !=(Shape a, Shape b) => !a.Equals(b);

    /// <summary>The extents in parentheses: <c>(64, 784)</c>.</summary>
    public override string ToString() => $"({string.Join(", ", _extents ?? [])})";
}
