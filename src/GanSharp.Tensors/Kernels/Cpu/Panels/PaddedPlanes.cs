using System.Numerics;

namespace GanSharp.Tensors.Kernels.Cpu;

/// <summary>
/// A copy of the images for convolutions to read without looking at edges or strides: padded with zeros, and with stride s split into
/// s × s planes of every s-th row and column, so that what neighbouring outputs read are neighbours too.
/// </summary>
internal readonly unsafe struct PaddedPlanes<T> : IDisposable where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Scratch<T> _memory;
    private readonly int _splitRows, _splitColumns;

    /// <summary>
    /// Element (i, j) of plane (a, b) is element (i·stride + a - top, j·stride + b - left) of the image, or 0 outside of it; there are
    /// <paramref name="splitRows"/> × <paramref name="splitColumns"/> planes of <paramref name="height"/> × <paramref name="width"/>.
    /// </summary>
    public PaddedPlanes(T* x, int images, int channels, int h, int w, int stride, int top, int left,
        int splitRows, int splitColumns, int height, int width)
    {
        (_splitRows, _splitColumns, Width, PlaneSize) = (splitRows, splitColumns, width, height * width);
        (Stride, Channels) = (stride, channels);
        _memory = new((long)images * ImageSize);
        var first = _memory.Pointer;
        var channelSize = ChannelSize;
        WorkerPool.For(images, image =>
        {
            for (var c = 0; c < channels; c++)
            {
                var to = first + ((long)image * channels + c) * channelSize;
                var from = x + ((long)image * channels + c) * h * w;
                for (var a = 0; a < splitRows; a++)
                {
                    for (var b = 0; b < splitColumns; b++, to += height * width)
                        Split(from, h, w, stride, a - top, b - left, to, height, width);
                }
            }
        });
    }

    public T* Pointer => _memory.Pointer;
    public int Stride { get; }
    public int Channels { get; }
    public int Width { get; }
    public int PlaneSize { get; }
    public int ChannelSize => PlaneSize * _splitRows * _splitColumns;
    public int ImageSize => ChannelSize * Channels;

    /// <summary>Where the element lies that row <paramref name="r"/> and column <paramref name="s"/> of the weights meet first.</summary>
    public int Offset(int channel, int r, int s) =>
        channel * ChannelSize + (r % Stride * _splitColumns + s % Stride) * PlaneSize + r / Stride * Width + s / Stride;

    public void Dispose() => _memory.Dispose();

    private static void Split(T* image, int h, int w, int stride, int top, int left, T* plane, int height, int width)
    {
        var start = left >= 0 ? 0 : Math.Min(width, (-left + stride - 1) / stride);
        var end = Math.Clamp((w - left + stride - 1) / stride, start, width);
        for (var i = 0; i < height; i++, plane += width)
        {
            var row = i * stride + top;
            var inside = row >= 0 && row < h;
            new Span<T>(plane, inside ? start : width).Clear();
            if (!inside)
                continue;
            var from = image + row * w + left;
            if (stride == 1)
                Lanes.Copy(from + start, plane + start, end - start);
            else
            {
                for (var j = start; j < end; j++)
                    plane[j] = from[j * stride];
            }
            new Span<T>(plane + end, width - end).Clear();
        }
    }
}
