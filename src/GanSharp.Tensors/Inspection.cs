using GanSharp.Tensors.Backends;

namespace GanSharp.Tensors;

/// <summary>Norms and checks of the elements of tensors. Never recorded on the tape.</summary>
public static class Inspection
{
    /// <summary>
    /// ‖x‖₂ = √Σx². Not finite if an element is not, or if the squares overflow the element type.
    /// </summary>
    public static double Norm(this Tensor x) => Norm([x]);

    /// <summary>
    /// ‖(x₁, x₂, ...)‖₂, the norm of all tensors as one vector, such as the gradient of a network.
    /// </summary>
    public static double Norm(this IEnumerable<Tensor> tensors)
    {
        using var scope = new TensorScope();
        return Math.Sqrt(SumOfSquares(tensors).Item());
    }

    /// <summary>
    /// Σx² over the elements of all tensors: a scalar of type <see cref="DType.F64"/> on their device, which must be
    /// the same for all.
    /// </summary>
    public static Tensor SumOfSquares(this IEnumerable<Tensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        Tensor? total = null;
        foreach (var tensor in tensors)
        {
            total ??= Tensor.Scalar(0, DType.F64, tensor.Device);
            tensor.Backend.AddSumOfSquares(tensor, total);
        }
        return total ?? Tensor.Scalar(0, DType.F64);
    }

    /// <summary>Whether all elements are finite: none is NaN or infinite.</summary>
    public static bool IsFinite(this Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        using var scope = new TensorScope();
        return double.IsFinite(SumOfSquares([x]).Item()) || x.Count == 0 || double.IsFinite(LargestMagnitude(x));
    }

    private static double LargestMagnitude(Tensor x) =>
        x.Backend.Reduce(ReduceOp.Max, x.Backend.Unary(UnaryOp.Abs, x).As([x.Count]), [1]).Item();
}
