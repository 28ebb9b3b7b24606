namespace GanSharp.Tensors.Ops;

public static partial class TensorOps
{
    /// <summary>
    /// Filters every plane by (1, 2, 1)/4 along both axes. At the borders, the weights of the pixels inside are divided
    /// by their sum.
    /// </summary>
    /// <param name="x">Shape (N, C, H, W).</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="TensorException">x is not a batch of images.</exception>
    public static Tensor Blur2d(this Tensor x)
    {
        Check.Rank("blur2d", "x", x, 4);
        return Tape.Record("blur2d", x.Backend.Blur(x, isAdjoint: false), [x], (grad, _) => [Blur2dGradient(grad)]);
    }

    private static Tensor Blur2dGradient(Tensor y) => Tape.Record(
        "blur2d-gradient", y.Backend.Blur(y, isAdjoint: true), [y], (grad, _) => [Blur2d(grad)]);
}
