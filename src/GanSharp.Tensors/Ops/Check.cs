namespace GanSharp.Tensors.Ops;

/// <summary>Argument checks of the operations. Their messages begin with the operation and name the shapes.</summary>
internal static class Check
{
    /// <summary>Requires one element type and one device; returns the shape that both tensors broadcast to.</summary>
    public static Shape Broadcast(string op, Tensor a, Tensor b)
    {
        SameType(op, a, b);
        return Shape.Broadcast(op, a.Shape, b.Shape);
    }

    /// <summary>Requires one element type and one device.</summary>
    public static void SameType(string op, params ReadOnlySpan<Tensor?> tensors)
    {
        var first = tensors[0]!;
        foreach (var other in tensors)
        {
            if (other is not null && other.DType != first.DType)
                throw new TensorException(
                    op, $"{first.DType} {first.Shape} and {other.DType} {other.Shape} do not mix; convert one with To");
            if (other is not null && other.Backend != first.Backend)
                throw new TensorException(
                    op,
                    $"{first.Shape} on {first.Device} and {other.Shape} on {other.Device} do not mix; move one with To"
                );
        }
    }

    public static void Rank(string op, string what, Tensor x, int rank)
    {
        if (x.Shape.Rank != rank)
            throw new TensorException(op, $"{what} has shape {x.Shape}; {rank} axes are needed");
    }

    /// <summary>Requires a vector of that length, or null.</summary>
    public static void Vector(string op, string what, Tensor? x, int length, Shape against)
    {
        if (x is not null && x.Shape != [length])
            throw new TensorException(op, $"{what} has shape {x.Shape}; ({length}) is needed for {against}");
    }

    public static void Positive(string op, string what, int value)
    {
        if (value < 1)
            throw new TensorException(op, $"{what} is {value}; it must be at least 1");
    }
}
