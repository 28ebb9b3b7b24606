using System.Numerics;

namespace GanSharp.Tensors.Kernels.Cpu;

/// <summary>Products of matrices.</summary>
internal static unsafe class Gemm
{
    /// <summary>
    /// C (m × n) = op(A)·op(B) + biases, row-major: A is m × k, or k × m when transposed; B is k × n, or n × k when transposed; a bias
    /// is null or has one element per row (<paramref name="rowBias"/>) or column (<paramref name="columnBias"/>) of C.
    /// </summary>
    public static void Multiply<T>(
        int m, int n, int k, T* a, bool transposeA, T* b, bool transposeB, T* c, T* rowBias, T* columnBias)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (n == 1)
            MatrixVector.Multiply(m, k, a, transposeA, b, c, rowBias, columnBias);
        else if (m == 1)
            MatrixVector.Multiply(n, k, b, !transposeB, a, c, columnBias, rowBias);
        else
        {
            var left = transposeA ? new MatrixPanels<T>(a, 1, m) : new MatrixPanels<T>(a, k, 1);
            var right = transposeB ? new MatrixPanels<T>(b, k, 1) : new MatrixPanels<T>(b, 1, n);
            Multiply<T, MatrixPanels<T>, MatrixPanels<T>, MatrixSink<T>>(m, n, k, left, right, new(c, n, rowBias, columnBias));
        }
    }

    /// <summary>The product of two operands wherever they come from and wherever the result goes.</summary>
    public static void Multiply<T, TA, TB, TSink>(int m, int n, int k, TA a, TB b, TSink sink)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TA : struct, IPanels<T>
        where TB : struct, IPanels<T>
        where TSink : struct, ISink<T>
    {
        if (m > 0 && n > 0)
            new Product<T, TA, TB, TSink>(new(m, n, k), a, b, sink).Run();
    }
}
