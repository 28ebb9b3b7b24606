namespace GanSharp.Tensors.Ops;

public static partial class TensorOps
{
    /// <summary>The first half of the channels times the sigmoid of the second half.</summary>
    /// <param name="x">Shape (N, 2 C) or (N, 2 C, ...).</param>
    /// <returns>Shape (N, C) or (N, C, ...).</returns>
    /// <remarks>Dauphin et al. 2017, "Language modeling with gated convolutional networks".</remarks>
    /// <exception cref="TensorException">x has no channel axis, or an odd number of channels.</exception>
    public static Tensor Glu(this Tensor x)
    {
        if (x.Shape.Rank < 2 || x.Shape[1] % 2 > 0)
            throw new TensorException("glu", $"halves the channels of {x.Shape}, which needs an even number of them");
        var half = x.Shape[1] / 2;
        var y = x.EmptyLike(x.Shape.With(1, half));
        x.Backend.Glu(x, y);
        return Tape.RecordFused("glu", y, [x], Fused, Composite);

        Tensor?[] Fused(Tensor grad, Needs needs)
        {
            var gradX = x.EmptyLike();
            x.Backend.GluGradient(grad, x, gradX);
            return [gradX];
        }

        Tensor Composite(Tensor[] v) => v[0].Slice(1, 0, half) * v[0].Slice(1, half, half).Sigmoid();
    }
}
