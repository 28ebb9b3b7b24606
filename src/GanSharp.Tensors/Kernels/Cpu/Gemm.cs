using System.Numerics;

namespace GanSharp.Tensors.Kernels.Cpu;

/// <summary>Products of matrices.</summary>
internal static unsafe class Gemm
{
    /// <summary>Depth from which on it pays to make a transposed B, which is not smaller than A, the left operand: it is then read where it lies.</summary>
    private const int WorthTurning = 128;

    /// <summary>
    /// C (m × n) = op(A)·op(B) + bias, row-major: A is m × k, or k × m when transposed; B is k × n, or n × k when transposed; the bias is null or has one
    /// element per column of C.
    /// </summary>
    public static void Multiply<T>(int m, int n, int k, T* a, bool transposeA, T* b, bool transposeB, T* c, T* bias)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (n == 1)
        {
            MatrixVector.Multiply(m, k, a, transposeA, b, c, null, bias);
            return;
        }
        if (m == 1)
        {
            MatrixVector.Multiply(n, k, b, !transposeB, a, c, bias, null);
            return;
        }
        var left = transposeA ? new MatrixPanels<T>(a, 1, m) : new MatrixPanels<T>(a, k, 1);
        var right = transposeB ? new MatrixPanels<T>(b, k, 1) : new MatrixPanels<T>(b, 1, n);
        if (transposeB && m <= n && k >= WorthTurning)
            MultiplyInPlace<T, TransposedSink<T>>(n, m, k, b, right, left, new(c, n, bias));
        else if (!transposeA)
            MultiplyInPlace<T, MatrixSink<T>>(m, n, k, a, left, right, new(c, n, bias));
        else
            Multiply<T, MatrixPanels<T>, MatrixPanels<T>, MatrixSink<T>>(m, n, k, left, right, new(c, n, bias));
    }

    /// <summary>A product whose A is row-major, and read where it lies if each of its rows is used by one block of columns only.</summary>
    private static void MultiplyInPlace<T, TSink>(int m, int n, int k, T* a, MatrixPanels<T> left, MatrixPanels<T> right, TSink sink)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TSink : struct, ISink<T>
    {
        if (new Blocking<T>(m, n, k, k).ColumnBlocks == 1)
            Multiply<T, MatrixRows<T>, MatrixPanels<T>, TSink>(m, n, k, new(a, k), right, sink);
        else
            Multiply<T, MatrixPanels<T>, MatrixPanels<T>, TSink>(m, n, k, left, right, sink);
    }

    /// <summary>
    /// The product of two operands wherever they come from and wherever the result goes. The depth may be made of segments, each of which lies in memory
    /// on its own; 0 for one.
    /// </summary>
    public static void Multiply<T, TA, TB, TSink>(int m, int n, int k, TA a, TB b, TSink sink, int segment = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TA : struct, ILeft<T>
        where TB : struct, IRight<T>
        where TSink : struct, ISink<T>
    {
        if (m > 0 && n > 0)
            new Product<T, TA, TB, TSink>(new(m, n, k, segment == 0 ? k : segment), a, b, sink).Run();
    }
}
