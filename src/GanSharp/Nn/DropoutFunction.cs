using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>
/// Zeroes elements of a batch with probability <paramref name="p"/> and scales the others by 1 / (1 - p). Training uses
/// <see cref="Dropout.From"/>; a program with its own masks supplies another function.
/// </summary>
/// <param name="x">Shape (N, ...).</param>
/// <param name="p">Probability of zeroing, 0 to below 1.</param>
/// <param name="channels">Whether whole channels x[n, c] are zeroed.</param>
/// <param name="parts">The number of equally large batches that x consists of; see <see cref="Pass.Parts"/>.</param>
public delegate Tensor DropoutFunction(Tensor x, double p, bool channels, int parts);
