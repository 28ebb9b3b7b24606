namespace GanSharp.Tensors.Kernels.Cpu;

/// <summary>
/// Weights (K, C, R, S) as A of input gradients: rows are the channels C, depths are (k, r, s) over every <paramref name="stride"/>-th
/// weight, backwards from (<paramref name="lastRow"/>, <paramref name="lastColumn"/>); there are <paramref name="rows"/> ×
/// <paramref name="columns"/> of them.
/// </summary>
internal readonly unsafe struct PhaseWeightPanels<T>(
    T* weights, int channels, int height, int width, int stride, int lastRow, int lastColumn, int rows, int columns) : IPanels<T>
    where T : unmanaged
{
    public void Pack(int first, int count, int panelWidth, int from, int depth, T* panel)
    {
        var plane = height * width;
        var to = panel;
        for (var d = from; d < from + depth; d++, to += panelWidth)
        {
            var (k, tap) = Math.DivRem(d, rows * columns);
            var (r, s) = Math.DivRem(tap, columns);
            var start = weights + ((long)k * channels + first) * plane + (lastRow - r * stride) * width + lastColumn - s * stride;
            for (var c = 0; c < count; c++)
                to[c] = start[c * plane];
        }
        Lanes.ClearColumns(panel, count, panelWidth, depth);
    }
}
