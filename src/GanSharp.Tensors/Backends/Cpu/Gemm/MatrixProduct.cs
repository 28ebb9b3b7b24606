using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Gemm.Epilogues;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;

namespace GanSharp.Tensors.Backends.Cpu.Gemm;

// Which algorithm is taken: the first whose condition holds.
//
//   n = 1 or m = 1                                 a matrix and a vector, unpacked                   MatrixVector.cs
// B transposed, m ≤ n, k ≥ 128 Cᵀ = Bᵀ·Aᵀ, B read where it lies BlockedProduct.cs, TransposedEpilogue.cs
// A not transposed, one block of columns A read where it lies BlockedProduct.cs, MatrixRows
// everything else A packed into panels BlockedProduct.cs, MatrixPanels
//
// In each, Blocking.cs cuts the product and MicroKernels/ has one micro-kernel per instruction set.

/// <summary>Products of matrices.</summary>
internal static unsafe class MatrixProduct
{
    /// <summary>
    /// Depth from which on it pays to make a transposed B, which is not smaller than A, the left operand: it is then
    /// read where it lies.
    /// </summary>
    private const int WorthTurning = 128;

    /// <summary>
    /// C (m × n) = op(A)·op(B) + bias, row-major: A is m × k, or k × m when transposed; B is k × n, or n × k when
    /// transposed; the bias is null or has one element per column of C.
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
            MultiplyInPlace<T, TransposedEpilogue<T>>(n, m, k, b, right, left, new(c, n, bias));
        else if (!transposeA)
            MultiplyInPlace<T, MatrixEpilogue<T>>(m, n, k, a, left, right, new(c, n, bias));
        else
            Multiply<T, MatrixPanels<T>, MatrixPanels<T>, MatrixEpilogue<T>>(m, n, k, left, right, new(c, n, bias));
    }

    /// <summary>
    /// A product whose A is row-major, and read where it lies if each of its rows is used by one block of columns only.
    /// </summary>
    private static void MultiplyInPlace<T, TEpilogue>(
        int m, int n, int k, T* a, MatrixPanels<T> left, MatrixPanels<T> right, TEpilogue epilogue)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TEpilogue : struct, IEpilogue<T>
    {
        if (new Blocking<T>(m, n, k, k).ColumnBlocks == 1)
            Multiply<T, MatrixRows<T>, MatrixPanels<T>, TEpilogue>(m, n, k, new(a, k), right, epilogue);
        else
            Multiply<T, MatrixPanels<T>, MatrixPanels<T>, TEpilogue>(m, n, k, left, right, epilogue);
    }

    /// <summary>
    /// The product of two operands wherever they come from and wherever the result goes. The depth may be made of
    /// segments, each of which lies in memory on its own; 0 for one.
    /// </summary>
    public static void Multiply<T, TA, TB, TEpilogue>(
        int m, int n, int k, TA a, TB b, TEpilogue epilogue, int segment = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TA : struct, IOperandA<T>
        where TB : struct, IOperandB<T>
        where TEpilogue : struct, IEpilogue<T>
    {
        if (m > 0 && n > 0)
            new BlockedProduct<T, TA, TB, TEpilogue>(new(m, n, k, segment == 0 ? k : segment), a, b, epilogue).Run();
    }
}
