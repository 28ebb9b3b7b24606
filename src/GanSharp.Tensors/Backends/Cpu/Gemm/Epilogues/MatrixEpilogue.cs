using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;

namespace GanSharp.Tensors.Backends.Cpu.Gemm.Epilogues;

/// <summary>
/// Stores a row-major matrix of <paramref name="width"/> columns and adds a bias per column, or null.
/// </summary>
internal readonly unsafe struct MatrixEpilogue<T>(T* matrix, int width, T* bias) : IEpilogue<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public void Store(int row, int column, int rows, int columns, T* tile, int stride)
    {
        for (var i = 0; i < rows; i++)
        {
            var to = matrix + (long)(row + i) * width + column;
            if (bias is null)
                VectorCopy.Copy(tile + i * stride, to, columns);
            else
                VectorCopy.Add(tile + i * stride, bias + column, to, columns);
        }
    }

    public Tile<T> Place(int row, int column, int columns) =>
        bias is null ? new(matrix + (long)row * width + column, width, false) : default;
}
