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

    public MicroPanel<T> MicroPanel(int first, int count, int from) => default;

    public int LinesOf(int columns) => indexStride == 1 ? columns * sizeof(T) / VectorCopy.LineBytes : 0;

    public Prefetch<T> PrefetchOf(int first, int from, int line) =>
        new(At(first, from) + line * (VectorCopy.LineBytes / sizeof(T)), depthStride);

    private T* At(int index, int depth) => matrix + index * indexStride + depth * depthStride;
}
