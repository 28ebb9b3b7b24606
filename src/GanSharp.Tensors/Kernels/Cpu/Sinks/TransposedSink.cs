using System.Numerics;

namespace GanSharp.Tensors.Kernels.Cpu;

/// <summary>A row-major matrix of <paramref name="width"/> columns that is the product transposed, plus a bias for each of its columns, or null.</summary>
internal readonly unsafe struct TransposedSink<T>(T* matrix, int width, T* bias) : ISink<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public void Store(int row, int column, int rows, int columns, T* tile, int stride)
    {
        var to = matrix + (long)column * width + row;
        Lanes.Transpose(tile, stride, rows, width, columns, to);
        for (var i = 0; bias is not null && i < columns; i++, to += width)
            Lanes.Add(to, bias + row, to, rows);
    }

    public Tile<T> Place(int row, int column, int columns) => default;
}
