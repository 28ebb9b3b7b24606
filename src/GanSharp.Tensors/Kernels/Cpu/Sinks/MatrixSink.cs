using System.Numerics;

namespace GanSharp.Tensors.Kernels.Cpu;

/// <summary>A row-major matrix of <paramref name="width"/> columns, plus a bias for each row, each column, both or neither.</summary>
internal readonly unsafe struct MatrixSink<T>(T* matrix, int width, T* rowBias, T* columnBias) : ISink<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public void Store(int row, int column, int rows, int columns, T* tile, int stride)
    {
        for (var i = 0; i < rows; i++)
        {
            var to = matrix + (long)(row + i) * width + column;
            Lanes.AddScalar(tile + i * stride, rowBias is null ? T.Zero : rowBias[row + i], to, columns);
            if (columnBias is not null)
                Lanes.Add(to, columnBias + column, to, columns);
        }
    }
}
