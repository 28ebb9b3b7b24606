using System.Numerics;
using System.Runtime.CompilerServices;

namespace GanSharp.Tensors.Kernels.Cpu;

/// <summary>
/// How images (C, H, W) are copied with their channels innermost and zeros around: element (i, j, c) of a copy is element (c, i - top, j - left) of the
/// image, or 0 outside of it; copies have height × width pixels. And the way back.
/// </summary>
internal readonly unsafe struct Interleaving<T>(T* images, int channels, int h, int w, int top, int left, int height, int width)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Block = 4;

    /// <summary>Pixels of which all channels are read before the next ones are: a line of memory.</summary>
    private const int Stretch = 16;

    public long PixelSize => channels;
    public long RowSize => (long)width * channels;
    public long ImageSize => height * RowSize;

    [SkipLocalsInit]
    public void Copy(int image, T* to)
    {
        var from = images + (long)image * channels * h * w;
        ClearBorder(to);
        // Squares of pixels and channels; the last ones reach back, as whole as the others.
        var (pixels, block) = (h * w, Math.Min(Block, Math.Min(h * w, channels)));
        var targets = stackalloc T*[Stretch];
        for (var start = 0; start < pixels; start += Stretch)
        {
            var count = Math.Min(Stretch, pixels - start);
            for (var p = 0; p < count; p += block)
                Locate(to, Math.Min(start + p, pixels - block), block, targets + p);
            for (var c = 0; c < channels; c += block)
            {
                for (var p = 0; p < count; p += block)
                    Square(from + Math.Min(start + p, pixels - block), pixels, Math.Min(c, channels - block), targets + p, block);
            }
        }
    }

    /// <summary>The way back: a copy without what is around, plus a bias for each channel, or null, becomes an image.</summary>
    public void CopyBack(T* from, int image, T* bias)
    {
        var to = images + (long)image * channels * h * w;
        // A few channels at a time, whose planes then fill whole lines.
        var block = Lanes.TransposesInRegisters<T>() && channels % Block == 0 ? Block : 1;
        for (var i = 0; i < h; i++)
        {
            var row = from + (i + top) * RowSize + left * PixelSize;
            for (var c = 0; c < channels; c += block)
                Lanes.Transpose(row + c, channels, w, h * w, block, to + (long)c * h * w + i * w);
        }
        for (var c = 0; bias is not null && c < channels; c++, to += h * w)
            Lanes.AddScalar(to, bias[c], to, h * w);
    }

    private void Locate(T* to, int pixel, int count, T** targets)
    {
        for (var p = 0; p < count; p++)
        {
            var (row, column) = Math.DivRem(pixel + p, w);
            targets[p] = to + (row + top) * RowSize + (column + left) * PixelSize;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Square(T* from, int pixels, int channel, T** targets, int block)
    {
        from += (long)channel * pixels;
        if (block == Block && Lanes.TransposesInRegisters<T>())
            Lanes.TransposeBlock(from, pixels, targets[0] + channel, targets[1] + channel, targets[2] + channel, targets[3] + channel);
        else
        {
            for (var c = 0; c < block; c++, from += pixels)
            {
                for (var p = 0; p < block; p++)
                    targets[p][channel + c] = from[p];
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
