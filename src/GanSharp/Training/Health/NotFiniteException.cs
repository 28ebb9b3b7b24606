using GanSharp.Tensors;

namespace GanSharp.Training.Health;

/// <summary>A number in a step is not finite; the message names the first tensor concerned.</summary>
/// <param name="suspects">Tensors with their names, in the order of computation.</param>
internal sealed class NotFiniteException(IEnumerable<(string Name, Tensor Tensor)> suspects)
    : Exception(NotFinite.First(suspects) ?? "a loss that is not finite");
