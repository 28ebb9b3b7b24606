using GanSharp.Tensors.Backends;

namespace GanSharp.Tensors.Ops;

public static partial class TensorOps
{
    /// <summary>The largest element along <paramref name="axis"/>. Equal maxima share the gradient equally.</summary>
    /// <param name="x">Any shape with at least one axis.</param>
    /// <param name="axis">The axis to search along; negative counts from the end.</param>
    /// <param name="keepDims">Keeps the axis with extent 1.</param>
    public static Tensor Max(this Tensor x, int axis, bool keepDims = false)
    {
        var kept = Folded("max", x.Shape, [axis]);
        var largest = x.Backend.Reduce(ReduceOp.Max, x, kept);
        var y = Tape.Record("max", largest.As(kept), [x], (grad, _) =>
        {
            var winners = x.Backend.Binary(BinaryOp.Equal, x, largest, x.Shape);
            return [grad.Mul(winners / winners.SumTo(kept))];
        });
        return keepDims ? y : y.Reshape(Dropped("max", x.Shape, [axis]));
    }
}
