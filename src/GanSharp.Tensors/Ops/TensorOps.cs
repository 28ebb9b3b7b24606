namespace GanSharp.Tensors.Ops;

/// <summary>
/// The operations on tensors, as extension methods. Each file holds one operation: the public method, its shape check,
/// its forward computation and its derivative.
/// </summary>
public static partial class TensorOps
{
    /// <summary>The same elements as a new tensor, which the tape connects to x.</summary>
    internal static Tensor Alias(Tensor x) => Tape.Record("alias", x.Detach(), [x], (grad, _) => [grad]);
}
