using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;
using GanSharp.Tensors.Backends.Cpu.Memory;
using GanSharp.Tensors.Backends.Cpu.Threads;

namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>Copies of filters in the order in which products read them.</summary>
internal static unsafe class FilterMatrices
{
    /// <summary>
    /// Some matrices of weights, <paramref name="rows"/> × <paramref name="columns"/>, transposed: the columns of the
    /// product become contiguous.
    /// </summary>
    public static Scratch<T> Transposed<T>(T* w, int count, int rows, int columns) where T : unmanaged =>
        Transposed(w, count, (long)rows * columns, rows, columns);

    /// <summary>As the other, of matrices that are <paramref name="step"/> elements apart.</summary>
    public static Scratch<T> Transposed<T>(T* w, int count, long step, int rows, int columns) where T : unmanaged
    {
        const int Part = 64;
        var transposed = new Scratch<T>((long)count * rows * columns);
        var parts = Integers.CeilDiv(columns, Part);
        WorkerPool.For(count * parts, piece =>
        {
            var (matrix, part) = Math.DivRem(piece, parts);
            VectorCopy.Transpose(
                w + matrix * step + part * Part, columns, rows, rows, Math.Min(Part, columns - part * Part),
                transposed.Pointer + ((long)matrix * columns + part * Part) * rows);
        });
        return transposed;
    }
}
