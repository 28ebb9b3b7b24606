namespace GanSharp.Tensors.Ops;

public static partial class TensorOps
{
    /// <summary>y = x · weightᵀ + bias</summary>
    /// <param name="x">Shape (N, in).</param>
    /// <param name="weight">Shape (out, in).</param>
    /// <param name="bias">Shape (out), or null for none.</param>
    /// <returns>Shape (N, out).</returns>
    /// <exception cref="TensorException">The shapes do not fit.</exception>
    public static Tensor Linear(this Tensor x, Tensor weight, Tensor? bias = null)
    {
        Check.SameType("linear", x, weight, bias);
        if (x.Shape.Rank != 2 || weight.Shape.Rank != 2 || x.Shape[1] != weight.Shape[1])
            throw new TensorException(
                "linear", $"input {x.Shape} does not fit weight {weight.Shape}: (N, in) and (out, in) are needed");
        Check.Vector("linear", "bias", bias, weight.Shape[0], weight.Shape);
        var y = x.Backend.MatMul(x, false, weight, true, bias);
        return Tape.Record("linear", y, bias is null ? [x, weight] : [x, weight, bias], (grad, needs) =>
        [
            needs[0] ? grad.MatMul(weight) : null,
            needs[1] ? grad.MatMul(x, transposeA: true) : null,
            needs[2] ? grad.SumTo(bias!.Shape) : null,
        ]);
    }
}
