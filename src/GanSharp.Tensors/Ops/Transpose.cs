namespace GanSharp.Tensors.Ops;

public static partial class TensorOps
{
    /// <summary>
    /// x with its axes in another order: axis i of the result is axis <paramref name="axes"/>[i] of x.
    /// </summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axes">Every axis once.</param>
    /// <exception cref="TensorException">The axes are not a reordering of those of x.</exception>
    public static Tensor Transpose(this Tensor x, params int[] axes)
    {
        var order = Array.ConvertAll(axes, axis => x.Shape.Axis("transpose", axis));
        if (order.Length != x.Shape.Rank || order.Distinct().Count() != order.Length)
            throw new TensorException(
                "transpose", $"({string.Join(", ", axes)}) does not name every axis of {x.Shape} once");
        if (order.SequenceEqual(order.Order()))
            return x;
        var inverse = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
            inverse[order[i]] = i;
        return Tape.Record(
            "transpose", x.Backend.Transpose(x, order), [x], (grad, _) => [grad.Transpose(inverse)], order);
    }
}
