namespace GanSharp.Tensors.Ops;

public static partial class TensorOps
{
    /// <summary>The matrix product op(a) · op(b), where op optionally transposes.</summary>
    /// <param name="a">Shape (m, k), or (k, m) when transposed.</param>
    /// <param name="b">Shape (k, n), or (n, k) when transposed.</param>
    /// <param name="transposeA">Whether a is transposed.</param>
    /// <param name="transposeB">Whether b is transposed.</param>
    /// <returns>Shape (m, n).</returns>
    /// <exception cref="TensorException">An operand is not a matrix, or the inner extents differ.</exception>
    public static Tensor MatMul(this Tensor a, Tensor b, bool transposeA = false, bool transposeB = false)
    {
        Check.SameType("matmul", a, b);
        if (a.Shape.Rank != 2 || b.Shape.Rank != 2)
            throw new TensorException("matmul", $"{a.Shape} and {b.Shape} are not both matrices");
        var (inner, other) = (a.Shape[transposeA ? 0 : 1], b.Shape[transposeB ? 1 : 0]);
        if (inner != other)
        {
            throw new TensorException(
                "matmul", $"{(transposeA ? "first" : "last")} dimension of {a.Shape} does not match "
                    + $"{(transposeB ? "last" : "first")} of {b.Shape}");
        }
        var y = a.Backend.MatMul(a, transposeA, b, transposeB);
        return Tape.Record("matmul", y, [a, b], (grad, needs) =>
        [
            !needs[0] ? null : transposeA ? b.MatMul(grad, transposeB, true) : grad.MatMul(b, false, !transposeB),
            !needs[1] ? null : transposeB ? grad.MatMul(a, true, transposeA) : a.MatMul(grad, !transposeA, false),
        ], new MatMulAttributes(transposeA, transposeB));
    }
}
