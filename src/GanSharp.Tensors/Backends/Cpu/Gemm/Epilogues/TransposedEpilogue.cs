using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;

namespace GanSharp.Tensors.Backends.Cpu.Gemm.Epilogues;

/// <summary>
/// Stores the transposed product as a row-major matrix of <paramref name="width"/> columns and adds a bias per column,
/// or null.
/// </summary>
internal readonly unsafe struct TransposedEpilogue<T>(T* matrix, int width, T* bias) : IEpilogue<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public void Store(int row, int column, int rows, int columns, T* tile, int stride)
    {
        var to = matrix + (long)column * width + row;
        VectorCopy.Transpose(tile, stride, rows, width, columns, to);
        for (var i = 0; bias is not null && i < columns; i++, to += width)
            VectorCopy.Add(to, bias + row, to, rows);
    }

    public Tile<T> Place(int row, int column, int columns) => default;
}
