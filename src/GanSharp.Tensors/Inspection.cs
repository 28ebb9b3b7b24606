using System.Numerics.Tensors;
using GanSharp.Tensors.Kernels;

namespace GanSharp.Tensors;

/// <summary>What can be said of the numbers of a tensor. Never recorded on the tape.</summary>
public static class Inspection
{
    /// <summary>‖x‖₂ = √Σx². Not finite where an element is not, or where the square of an element exceeds the type.</summary>
    public static double Norm(this Tensor x) => Math.Sqrt(Kernel.SumOfSquares(x));

    /// <summary>‖(x₁, x₂, ...)‖₂, the norm of all tensors taken as one vector, such as the gradient of a network.</summary>
    public static double Norm(this IEnumerable<Tensor> tensors) => Math.Sqrt(tensors.Sum(Kernel.SumOfSquares));

    /// <summary>Whether no element is NaN or infinite.</summary>
    public static bool IsFinite(this Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return double.IsFinite(Kernel.SumOfSquares(x))
            || (x.DType == DType.F32 ? TensorPrimitives.IsFiniteAll(x.AsSpan<float>()) : TensorPrimitives.IsFiniteAll(x.AsSpan<double>()));
    }
}
