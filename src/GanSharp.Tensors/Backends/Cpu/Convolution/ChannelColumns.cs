using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;

namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>Images as B: columns are channels, depths are the pixels of one image after another.</summary>
internal readonly unsafe struct ChannelColumns<T>(T* images, int channels, int pixels) : IOperandB<T>
    where T : unmanaged
{
    public void Pack(int first, int count, int width, int from, int depth, T* panel)
    {
        for (int d = 0, length; d < depth; d += length)
        {
            var (image, pixel) = Math.DivRem(from + d, pixels);
            length = Math.Min(pixels - pixel, depth - d);
            VectorCopy.Transpose(
                images + ((long)image * channels + first) * pixels + pixel, pixels, count, width, length,
                panel + (long)d * width);
        }
        VectorCopy.ClearColumns(panel, count, width, depth);
    }

    public MatrixView<T> ColumnsInMemory(int first, int from) => default;
}
