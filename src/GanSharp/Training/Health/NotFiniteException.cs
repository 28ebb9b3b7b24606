using GanSharp.Tensors;

namespace GanSharp.Training;

/// <summary>Numbers of a step are no longer finite; says which became so first.</summary>
/// <param name="suspects">Tensors with their names, in the order of computation.</param>
internal sealed class NotFiniteException(IEnumerable<(string Name, Tensor Tensor)> suspects) : Exception(Find(suspects) ?? "a loss that is not finite")
{
    /// <summary>Says of the first tensor that is not finite what is in it: <c>NaN in the generator's 0.linear.weight</c>; null when all are finite.</summary>
    public static string? Find(IEnumerable<(string Name, Tensor Tensor)> suspects)
    {
        foreach (var (name, tensor) in suspects)
        {
            if (!tensor.IsFinite())
                return $"{(tensor.ToArray<double>().Any(double.IsNaN) ? "NaN" : "infinity")} in {name}";
        }
        return null;
    }
}
