using System.Numerics;
using System.Runtime.CompilerServices;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;

namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>
/// How images (C, H, W) are copied with their channels innermost and zeros around: element (i, j, c) of a copy is
/// element (c, i - top, j - left) of the image, or 0 outside of it; copies have height × width pixels. And the way
/// back.
/// </summary>
internal readonly unsafe struct Interleaving<T>(
    T* images, int channels, int h, int w, int top, int left, int height, int width)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Block = 4;

    public long PixelSize => channels;
    public long RowSize => (long)width * channels;
    public long ImageSize => height * RowSize;

    public void Copy(int image, T* to)
    {
        ClearBorder(to);
        // Squares of channels and pixels of a row; the last ones reach back, as whole as the others. A few planes at a
        // time are read from end to end.
        var block = Math.Min(Block, Math.Min(w, channels));
        for (var c = 0; c < channels; c += block)
        {
            var channel = Math.Min(c, channels - block);
            var from = Plane(image, channel);
            for (var i = 0; i < h; i++, from += w)
            {
                var row = to + (i + top) * RowSize + left * PixelSize + channel;
                for (var j = 0; j < w; j += block)
                    Square(from + Math.Min(j, w - block), row + Math.Min(j, w - block) * PixelSize, block);
            }
        }
    }

    /// <summary>
    /// The way back: a copy without what is around, plus a bias for each channel, or null, becomes an image.
    /// </summary>
    public void CopyBack(T* from, int image, T* bias)
    {
        var block = VectorCopy.TransposesInRegisters<T>() && channels % Block == 0 ? Block : 1;
        for (var c = 0; c < channels; c += block)
        {
            for (var i = 0; i < h; i++)
                VectorCopy.Transpose(
                    from + (i + top) * RowSize + left * PixelSize + c, channels, w, h * w, block,
                    Plane(image, c) + i * w);
            for (var i = c; bias is not null && i < c + block; i++)
                VectorCopy.AddScalar(Plane(image, i), bias[i], Plane(image, i), h * w);
        }
    }

    private T* Plane(int image, int channel) => images + ((long)image * channels + channel) * h * w;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Square(T* from, T* to, int block)
    {
        if (block == Block && VectorCopy.TransposesInRegisters<T>())
            VectorCopy.TransposeBlock(from, h * w, to, to + PixelSize, to + 2 * PixelSize, to + 3 * PixelSize);
        else
        {
            for (var c = 0; c < block; c++, from += h * w)
            {
                for (var p = 0; p < block; p++)
                    to[p * PixelSize + c] = from[p];
            }
        }
    }

    private void ClearBorder(T* to)
    {
        for (var i = 0; i < height; i++, to += RowSize)
        {
            var inside = i >= top && i < top + h;
            var before = inside ? left : width;
            var after = inside ? Math.Max(0, width - left - w) : 0;
            new Span<T>(to, before * channels).Clear();
            new Span<T>(to + (width - after) * PixelSize, after * channels).Clear();
        }
    }
}
