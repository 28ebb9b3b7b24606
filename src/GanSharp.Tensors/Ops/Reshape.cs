namespace GanSharp.Tensors.Ops;

public static partial class TensorOps
{
    /// <summary>The same elements, row-major, in another shape. Shares storage.</summary>
    /// <exception cref="TensorException">The number of elements differs.</exception>
    public static Tensor Reshape(this Tensor x, Shape shape)
    {
        if (x.Shape == shape)
            return x;
        if (x.Count != shape.Size)
            throw new TensorException("reshape", $"{x.Shape} has {x.Count} elements, {shape} has {shape.Size}");
        return Tape.Record("reshape", x.As(shape), [x], (grad, _) => [grad.Reshape(x.Shape)]);
    }

    /// <summary>Joins all axes but the first: (N, C, H, W) becomes (N, C·H·W).</summary>
    public static Tensor Flatten(this Tensor x) => x.Shape.Rank == 0
        ? throw new TensorException("flatten", "a scalar has no batch axis to keep")
        : x.Reshape([x.Shape[0], x.Shape.CountOf(1, x.Shape.Rank)]);
}
