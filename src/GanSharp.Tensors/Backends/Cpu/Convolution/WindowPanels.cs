using System.Numerics;
using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;

namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>Windows as B: columns are positions (image, row, column) of a window, depths are taps.</summary>
internal readonly unsafe struct WindowPanels<T>(SplitImages<T> images) : IOperandB<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public void Pack(int first, int count, int width, int from, int depth, T* panel)
    {
        for (int x = 0, length; x < count; x += length)
        {
            length = Math.Min(count - x, images.Across - (first + x) % images.Across);
            var offset = images.Offset(first + x);
            for (var d = 0; d < depth; d++)
                VectorCopy.Copy(images.Tap(from + d) + offset, panel + (long)d * width + x, length);
        }
        VectorCopy.ClearColumns(panel, count, width, depth);
    }

    public MatrixView<T> ColumnsInMemory(int first, int from) => default;
}
