using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;

namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>Images as B: columns are the pixels of one image after another, depths are channels.</summary>
internal readonly unsafe struct PixelPanels<T>(T* images, int channels, int pixels) : IOperandB<T> where T : unmanaged
{
    public void Pack(int first, int count, int width, int from, int depth, T* panel)
    {
        for (var x = 0; x < count;)
        {
            var (image, pixel) = Math.DivRem(first + x, pixels);
            var length = Math.Min(pixels - pixel, count - x);
            VectorCopy.CopyRows(
                images + ((long)image * channels + from) * pixels + pixel, pixels, length, width, depth, panel + x);
            x += length;
        }
        VectorCopy.ClearColumns(panel, count, width, depth);
    }

    public MatrixView<T> ColumnsInMemory(int first, int from) => default;
}
