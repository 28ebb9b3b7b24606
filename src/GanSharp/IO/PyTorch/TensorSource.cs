using GanSharp.Tensors;

namespace GanSharp.IO.PyTorch;

/// <summary>A tensor of a file that can be read.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsFloat">Whether its elements are floating-point numbers, as weights are.</param>
/// <param name="Read">Reads it in single precision.</param>
internal sealed record TensorSource(string Name, bool IsFloat, Func<Tensor> Read);
