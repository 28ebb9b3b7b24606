namespace GanSharp.Tensors.Kernels.Cpu;

/// <summary>Images as A of weight gradients: rows are channels, depths are the pixels of one image after another.</summary>
internal readonly unsafe struct ChannelPanels<T>(T* images, int channels, int pixels) : IPanels<T> where T : unmanaged
{
    public void Pack(int first, int count, int width, int from, int depth, T* panel)
    {
        Lanes.ClearColumns(panel, count, width, depth);
        for (var end = from + depth; from < end;)
        {
            var (image, pixel) = Math.DivRem(from, pixels);
            var length = Math.Min(pixels - pixel, end - from);
            Lanes.Transpose(images + ((long)image * channels + first) * pixels + pixel, pixels, count, width, length, panel);
            panel += length * width;
            from += length;
        }
    }
}
