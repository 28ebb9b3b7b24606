namespace GanSharp.Tensors.Kernels.Cpu;

/// <summary>A matrix in memory, read by rows or by columns: one of the two strides is 1.</summary>
internal readonly unsafe struct MatrixPanels<T>(T* matrix, long indexStride, long depthStride) : IPanels<T> where T : unmanaged
{
    public void Pack(int first, int count, int width, int from, int depth, T* panel)
    {
        var start = matrix + first * indexStride + from * depthStride;
        if (indexStride == 1)
            Lanes.CopyRows(start, depthStride, count, width, depth, panel);
        else
            Lanes.Transpose(start, indexStride, count, width, depth, panel);
        Lanes.ClearColumns(panel, count, width, depth);
    }
}
