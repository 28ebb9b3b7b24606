using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;

namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>
/// Images as A, read in place: rows are channels, depths are the pixels of one image after another. Each image is a
/// segment.
/// </summary>
internal readonly unsafe struct ChannelRows<T>(T* images, int channels, int pixels) : IOperandA<T> where T : unmanaged
{
    public bool IsPacked => false;

    public void Pack(int first, int count, int width, int from, int depth, T* panel)
    {
    }

    public MicroPanel<T> MicroPanel(int first, int count, int from)
    {
        var rows = RowsInMemory(first, from);
        return new(rows.Start, rows.Stride, 1, count) { Segment = pixels, Gap = (nint)(channels - 1) * pixels };
    }

    public MatrixView<T> RowsInMemory(int first, int from)
    {
        var (image, pixel) = Math.DivRem(from, pixels);
        return new(images + ((long)image * channels + first) * pixels + pixel, pixels);
    }
}
