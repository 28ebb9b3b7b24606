using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;
using GanSharp.Tensors.Backends.Cpu.Threads;

namespace GanSharp.Tensors.Backends.Cpu.Gemm;

/// <summary>
/// Products of a matrix and a vector. Every element of the matrix is used once, so packing would gain nothing.
/// </summary>
internal static unsafe class MatrixVector
{
    private const int LeastRows = 64;
    private const int ElementsPerPiece = 1 << 16;

    /// <summary>
    /// y = A·x + bias + shift. <paramref name="bias"/> has one element per row, <paramref name="shift"/> has one for
    /// all; either may be null.
    /// </summary>
    public static void Multiply<T>(Matrix<T> matrix, T* x, T* y, T* bias, T* shift)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var a = matrix.Start;
        var (rows, depth, transpose) = (matrix.Rows, matrix.Columns, matrix.IsTransposed);
        var rowsPerPiece = Math.Max(LeastRows, ElementsPerPiece / Math.Max(1, depth));
        WorkerPool.For(Integers.CeilDiv(rows, rowsPerPiece), piece =>
        {
            var first = piece * rowsPerPiece;
            var count = Math.Min(rowsPerPiece, rows - first);
            if (transpose)
                AddColumns(a + first, rows, depth, x, y + first, count);
            else
            {
                for (var i = first; i < first + count; i++)
                    y[i] = Dot(a + (long)i * depth, x, depth);
            }
            if (bias is not null)
                VectorCopy.Add(y + first, bias + first, y + first, count);
            if (shift is not null)
                VectorCopy.AddScalar(y + first, *shift, y + first, count);
        });
    }

    private static void AddColumns<T>(T* a, int stride, int depth, T* x, T* y, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        new Span<T>(y, count).Clear();
        for (var d = 0; d < depth; d++, a += stride)
        {
            var i = 0;
            for (var factor = Vector.Create(x[d]); i <= count - Vector<T>.Count; i += Vector<T>.Count)
                Vector.Store(Vector.Load(y + i) + factor * Vector.Load(a + i), y + i);
            for (; i < count; i++)
                y[i] += x[d] * a[i];
        }
    }

    /// <summary>Σ a·b, in four vectors of partial sums.</summary>
    private static T Dot<T>(T* a, T* b, int count) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var width = Vector<T>.Count;
        Vector<T> s0 = default, s1 = default, s2 = default, s3 = default;
        var i = 0;
        for (; i <= count - 4 * width; i += 4 * width)
        {
            s0 += Vector.Load(a + i) * Vector.Load(b + i);
            s1 += Vector.Load(a + i + width) * Vector.Load(b + i + width);
            s2 += Vector.Load(a + i + 2 * width) * Vector.Load(b + i + 2 * width);
            s3 += Vector.Load(a + i + 3 * width) * Vector.Load(b + i + 3 * width);
        }
        var sum = Vector.Sum((s0 + s1) + (s2 + s3));
        for (; i < count; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
