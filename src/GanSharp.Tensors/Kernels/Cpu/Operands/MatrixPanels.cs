namespace GanSharp.Tensors.Kernels.Cpu;

/// <summary>A matrix in memory, read by rows or by columns: one of the two strides is 1.</summary>
internal readonly unsafe struct MatrixPanels<T>(T* matrix, long indexStride, long depthStride) : ILeft<T>, IRight<T> where T : unmanaged
{
    public bool IsPacked => true;

    public void Pack(int first, int count, int width, int from, int depth, T* panel)
    {
        var start = At(first, from);
        if (indexStride == 1)
            Lanes.CopyRows(start, depthStride, count, width, depth, panel);
        else
            Lanes.Transpose(start, indexStride, count, width, depth, panel);
        Lanes.ClearColumns(panel, count, width, depth);
    }

    public Strip<T> Strip(int first, int count, int from) => default;

    public int LinesOf(int columns) => indexStride == 1 ? columns * sizeof(T) / Lanes.LineBytes : 0;

    public Ahead<T> LineAhead(int first, int from, int line) => new(At(first, from) + line * (Lanes.LineBytes / sizeof(T)), depthStride);

    private T* At(int index, int depth) => matrix + index * indexStride + depth * depthStride;
}
