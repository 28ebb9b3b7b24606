namespace GanSharp.Tensors.Ops;

public static partial class TensorOps
{
    /// <summary>max(x, 0) + weight · min(x, 0), with a learned slope below zero.</summary>
    /// <param name="x">Shape (N, C, ...).</param>
    /// <param name="weight">One slope for each channel, shape (C), or one for all, shape (1).</param>
    /// <remarks>He et al. 2015, "Delving deep into rectifiers".</remarks>
    /// <exception cref="TensorException">The weight has another shape.</exception>
    public static Tensor PRelu(this Tensor x, Tensor weight)
    {
        Check.SameType("prelu", x, weight);
        if (x.Shape.Rank < 2 || (weight.Shape != [x.Shape[1]] && weight.Shape != [1]))
            throw new TensorException(
                "prelu", $"weight has shape {weight.Shape}; one slope or one per channel of {x.Shape} is needed");
        return x.Relu() - PerChannel(weight, x.Shape.Rank) * x.Neg().Relu();
    }

    /// <summary>Reshapes a vector to (C, 1, ...), to broadcast along axis 1 of a tensor of that rank.</summary>
    private static Tensor PerChannel(Tensor vector, int rank) =>
        vector.Reshape([vector.Count, .. Enumerable.Repeat(1, rank - 2)]);
}
