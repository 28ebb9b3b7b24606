using GanSharp.Tensors;

namespace GanSharp;

/// <summary>Finds numbers that are NaN or infinite.</summary>
internal static class NotFinite
{
    /// <summary>
    /// Describes the first tensor that is not finite, such as <c>NaN in 0.linear.weight</c>. Returns null when all are
    /// finite.
    /// </summary>
    /// <param name="suspects">The tensors and their names, in the order to check them.</param>
    public static string? First(IEnumerable<(string Name, Tensor Tensor)> suspects)
    {
        foreach (var (name, tensor) in suspects)
        {
            if (!tensor.IsFinite())
                return $"{(tensor.ToArray<double>().Any(double.IsNaN) ? "NaN" : "infinity")} in {name}";
        }
        return null;
    }
}
