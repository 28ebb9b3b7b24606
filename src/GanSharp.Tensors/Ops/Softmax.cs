namespace GanSharp.Tensors.Ops;

public static partial class TensorOps
{
    /// <summary>
    /// xᵢ - ln Σⱼ eˣʲ along <paramref name="axis"/>, computed relative to the largest element, so that it never
    /// overflows.
    /// </summary>
    public static Tensor LogSoftmax(this Tensor x, int axis = -1)
    {
        axis = x.Shape.Axis("log-softmax", axis);
        var shifted = x - x.Detach().Max(axis, keepDims: true);
        return shifted - shifted.Exp().Sum([axis], keepDims: true).Log();
    }

    /// <summary>eˣⁱ / Σⱼ eˣʲ along <paramref name="axis"/>.</summary>
    public static Tensor Softmax(this Tensor x, int axis = -1) => x.LogSoftmax(x.Shape.Axis("softmax", axis)).Exp();
}
