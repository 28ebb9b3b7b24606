namespace GanSharp.Tensors.Ops;

/// <summary>
/// Everything that can be computed from tensors, as extension methods, one file per operation: the public method, its
/// shape check, its forward computation and its derivative.
/// </summary>
public static partial class TensorOps
{
    /// <summary>The same tensor under a new identity, connected to it by the tape.</summary>
    internal static Tensor Alias(Tensor x) => Tape.Record("alias", x.Detach(), [x], (grad, _) => [grad]);
}
