using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Gemm.Epilogues;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;

namespace GanSharp.Tensors.Backends.Cpu.Gemm;

/// <summary>Matrix products, the entry to this folder. The first row of the table that applies is taken.</summary>
/// <remarks>
/// <code>
/// condition                      computes         left operand     classes
/// n = 1 or m = 1                 matrix·vector    read in place    MatrixVector
/// B transposed, m ≤ n, k ≥ 128   Cᵀ = Bᵀ·Aᵀ       Bᵀ, in place*    MatrixRows, TransposedEpilogue
/// A not transposed               C = A·B          A, in place*     MatrixRows, MatrixEpilogue
/// A transposed                   C = A·B          A, packed        MatrixPanels, MatrixEpilogue
/// </code>
/// * Packed by MatrixPanels if the product has several blocks of columns, because each of them reads all rows again.
/// All but the first row use <see cref="BlockedProduct{T, TA, TB, TEpilogue}"/>. <see cref="Blocking{T}"/> divides the
/// work, and MicroKernels/ has one micro-kernel per instruction set.
/// </remarks>
internal static unsafe class MatrixProduct
{
    /// <summary>
    /// Least depth at which a transposed B becomes the left operand, which is read in place, if it is not smaller than
    /// A.
    /// </summary>
    private const int WorthSwapping = 128;

    /// <summary>C (m × n, row-major) = A·B + bias. The bias has one element per column of C, or is null.</summary>
    public static void Multiply<T>(Matrix<T> a, Matrix<T> b, T* c, T* bias)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (m, n, k) = (a.Rows, b.Columns, a.Columns);
        if (n == 1)
        {
            MatrixVector.Multiply(a, b.Start, c, null, bias);
            return;
        }
        if (m == 1)
        {
            MatrixVector.Multiply(b.Transpose(), a.Start, c, bias, null);
            return;
        }
        if (b.IsTransposed && m <= n && k >= WorthSwapping)
            MultiplyInPlace<T, TransposedEpilogue<T>>(b.Transpose(), a.Transpose(), new(c, n, bias));
        else if (!a.IsTransposed)
            MultiplyInPlace<T, MatrixEpilogue<T>>(a, b, new(c, n, bias));
        else
            Multiply<T, MatrixPanels<T>, MatrixPanels<T>, MatrixEpilogue<T>>(
                new(m, n, k), a.AsLeft, b.AsRight, new(c, n, bias));
    }

    /// <summary>
    /// A product whose A is row-major. A is read in place if there is one block of columns, which uses every row once,
    /// and packed otherwise.
    /// </summary>
    private static void MultiplyInPlace<T, TEpilogue>(Matrix<T> a, Matrix<T> b, TEpilogue epilogue)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TEpilogue : struct, IEpilogue<T>
    {
        var size = new ProductSize(M: a.Rows, N: b.Columns, K: a.Columns);
        if (new Blocking<T>(size, !b.IsTransposed).ColumnBlocks == 1)
            Multiply<T, MatrixRows<T>, MatrixPanels<T>, TEpilogue>(size, new(a.Start, size.K), b.AsRight, epilogue);
        else
            Multiply<T, MatrixPanels<T>, MatrixPanels<T>, TEpilogue>(size, a.AsLeft, b.AsRight, epilogue);
    }

    /// <summary>The product of operands from any source, with its result in any layout.</summary>
    public static void Multiply<T, TA, TB, TEpilogue>(ProductSize size, TA a, TB b, TEpilogue epilogue)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TA : struct, IOperandA<T>
        where TB : struct, IOperandB<T>
        where TEpilogue : struct, IEpilogue<T>
    {
        if (size is { M: > 0, N: > 0 })
            new BlockedProduct<T, TA, TB, TEpilogue>(
                new(size, !b.ColumnsInMemory(0, 0).IsNone), a, b, epilogue).Run();
    }
}
