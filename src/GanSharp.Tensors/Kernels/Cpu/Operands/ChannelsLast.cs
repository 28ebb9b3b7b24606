using System.Numerics;
using System.Runtime.CompilerServices;

namespace GanSharp.Tensors.Kernels.Cpu;

/// <summary>
/// A copy of images (N, C, H, W) with the channels innermost and zeros around: what a window sees of one row is then one stretch of memory, which a
/// product can read where it lies.
/// </summary>
internal readonly unsafe struct ChannelsLast<T> : IDisposable where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Block = 4;
    private readonly Scratch<T> _memory;
    private readonly T* _images;
    private readonly int _channels, _h, _w, _top, _left, _height, _width;

    /// <summary>Element (i, j, c) of a copy is element (c, i - top, j - left) of the image, or 0 outside of it; copies have height × width pixels.</summary>
    public ChannelsLast(T* images, int count, int channels, int h, int w, int top, int left, int height, int width)
    {
        _images = images;
        (_channels, _h, _w, _top, _left, _height, _width) = (channels, h, w, top, left, height, width);
        _memory = new((long)count * height * width * channels);
        WorkerPool.For(count, Fill);
    }

    public T* Pointer => _memory.Pointer;
    public long PixelSize => _channels;
    public long RowSize => (long)_width * _channels;
    public long ImageSize => _height * RowSize;

    public void Dispose() => _memory.Dispose();

    [SkipLocalsInit]
    private void Fill(int image)
    {
        var to = Pointer + image * ImageSize;
        var from = _images + (long)image * _channels * _h * _w;
        ClearBorder(to);
        // Squares of pixels and channels; the last ones reach back, as whole as the others.
        var (pixels, block) = (_h * _w, Math.Min(Block, Math.Min(_h * _w, _channels)));
        var targets = stackalloc T*[Block];
        for (var pixel = 0; pixel < pixels; pixel += block)
        {
            var first = Math.Min(pixel, pixels - block);
            for (var p = 0; p < block; p++)
                targets[p] = At(to, first + p);
            for (var c = 0; c < _channels; c += block)
                Square(from + first, pixels, Math.Min(c, _channels - block), targets, block);
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

    private T* At(T* to, int pixel)
    {
        var (row, column) = Math.DivRem(pixel, _w);
        return to + (row + _top) * RowSize + (column + _left) * PixelSize;
    }

    private void ClearBorder(T* to)
    {
        for (var i = 0; i < _height; i++, to += RowSize)
        {
            var inside = i >= _top && i < _top + _h;
            var left = inside ? _left : _width;
            var right = inside ? Math.Max(0, _width - _left - _w) : 0;
            new Span<T>(to, left * _channels).Clear();
            new Span<T>(to + (_width - right) * PixelSize, right * _channels).Clear();
        }
    }
}
