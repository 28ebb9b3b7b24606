using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;

namespace GanSharp.Tensors.Backends.Cpu.Gemm.Packing;

/// <summary>A matrix as A or B, packed. One of its two strides is 1.</summary>
internal readonly unsafe struct MatrixPanels<T>(T* matrix, long indexStride, long depthStride)
    : IOperandA<T>,
        IOperandB<T>
    where T : unmanaged
{
    public bool IsPacked => true;

    public void Pack(int first, int count, int width, int from, int depth, T* panel)
    {
        var start = At(first, from);
        if (indexStride == 1)
            VectorCopy.CopyRows(start, depthStride, count, width, depth, panel);
        else
            VectorCopy.Transpose(start, indexStride, count, width, depth, panel);
        VectorCopy.ClearColumns(panel, count, width, depth);
    }

    /// <summary>
    /// Packs some rows over the whole depth, one panel of the micro-kernel after another: room for
    /// <see cref="MicroKernel.WholeTiles"/> of them.
    /// </summary>
    public void PackRows(int count, int depth, T* panels)
    {
        for (var first = 0; first < count; first += MicroKernel.Rows)
            Pack(
                first, Math.Min(MicroKernel.Rows, count - first), MicroKernel.Rows, 0, depth,
                panels + (long)first * depth);
    }

    public MicroPanel<T> MicroPanel(int first, int count, int from) => default;

    public MatrixView<T> ColumnsInMemory(int first, int from) =>
        indexStride == 1 ? new(At(first, from), depthStride) : default;

    public MatrixView<T> RowsInMemory(int first, int from) =>
        depthStride == 1 ? new(At(first, from), indexStride) : default;

    private T* At(int index, int depth) => matrix + index * indexStride + depth * depthStride;
}
