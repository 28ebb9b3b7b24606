using System.Numerics;
using System.Runtime.CompilerServices;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;

namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>
/// Copies images (C, H, W) into a layout with channels innermost and a border of zeros, and back. Element (i, j, c) of
/// a copy is element (c, i - top, j - left) of the image, or 0 outside it.
/// </summary>
internal readonly unsafe struct Interleaving<T>(T* images, PaddedImage size)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Block = 4;

    public long PixelSize => size.Channels;
    public long RowSize => (long)size.Width * size.Channels;
    public long ImageSize => size.Height * RowSize;

    public void Copy(int image, T* to)
    {
        ClearBorder(to);
        // Copies squares of channels × pixels of a row. The last ones overlap the ones before, so that all are whole.
        // A few planes at a time are read from start to end.
        var block = Math.Min(Block, Math.Min(size.W, size.Channels));
        for (var c = 0; c < size.Channels; c += block)
        {
            var channel = Math.Min(c, size.Channels - block);
            var from = Plane(image, channel);
            for (var i = 0; i < size.H; i++, from += size.W)
            {
                var row = to + (i + size.Top) * RowSize + size.Left * PixelSize + channel;
                for (var j = 0; j < size.W; j += block)
                    Square(from + Math.Min(j, size.W - block), row + Math.Min(j, size.W - block) * PixelSize, block);
            }
        }
    }

    /// <summary>Copies the inside of a copy back to an image and adds a bias per channel, or null.</summary>
    public void CopyBack(T* from, int image, T* bias)
    {
        var block = VectorCopy.TransposesInRegisters<T>() && size.Channels % Block == 0 ? Block : 1;
        for (var c = 0; c < size.Channels; c += block)
        {
            for (var i = 0; i < size.H; i++)
                VectorCopy.Transpose(
                    from + (i + size.Top) * RowSize + size.Left * PixelSize + c,
                    size.Channels, size.W, PlaneSize, block, Plane(image, c) + i * size.W);
            for (var i = c; bias is not null && i < c + block; i++)
                VectorCopy.AddScalar(Plane(image, i), bias[i], Plane(image, i), PlaneSize);
        }
    }

    private int PlaneSize => size.H * size.W;

    private T* Plane(int image, int channel) => images + ((long)image * size.Channels + channel) * PlaneSize;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Square(T* from, T* to, int block)
    {
        if (block == Block && VectorCopy.TransposesInRegisters<T>())
            VectorCopy.TransposeBlock(from, PlaneSize, to, to + PixelSize, to + 2 * PixelSize, to + 3 * PixelSize);
        else
        {
            for (var c = 0; c < block; c++, from += PlaneSize)
            {
                for (var p = 0; p < block; p++)
                    to[p * PixelSize + c] = from[p];
            }
        }
    }

    private void ClearBorder(T* to)
    {
        for (var i = 0; i < size.Height; i++, to += RowSize)
        {
            var inside = i >= size.Top && i < size.Top + size.H;
            var before = inside ? size.Left : size.Width;
            var after = inside ? Math.Max(0, size.Width - size.Left - size.W) : 0;
            new Span<T>(to, before * size.Channels).Clear();
            new Span<T>(to + (size.Width - after) * PixelSize, after * size.Channels).Clear();
        }
    }
}
