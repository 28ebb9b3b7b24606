using GanSharp.Tensors;

namespace GanSharp.Training.Health;

/// <summary>Numbers of a step are no longer finite; says which became so first.</summary>
/// <param name="suspects">Tensors with their names, in the order of computation.</param>
internal sealed class NotFiniteException(IEnumerable<(string Name, Tensor Tensor)> suspects)
    : Exception(NotFinite.First(suspects) ?? "a loss that is not finite");
