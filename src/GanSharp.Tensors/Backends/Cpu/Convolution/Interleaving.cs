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
        Move(image, to, isBack: false, null);
    }

    /// <summary>Copies the inside of a copy back to an image and adds a bias per channel, or null.</summary>
    public void CopyBack(T* from, int image, T* bias) => Move(image, from, isBack: true, bias);

    private int PlaneSize => size.H * size.W;

    private T* Plane(int image, int channel) => images + ((long)image * size.Channels + channel) * PlaneSize;

    /// <summary>
    /// Moves an image in parts of a cache line of channels and of pixels of a row, so that each line is moved once.
    /// </summary>
    private void Move(int image, T* copy, bool isBack, T* bias)
    {
        var line = VectorCopy.LineBytes / sizeof(T);
        for (var channel = 0; channel < size.Channels; channel += line)
        {
            for (var i = 0; i < size.H; i++)
            {
                var row = copy + (i + size.Top) * RowSize + size.Left * PixelSize;
                for (var pixel = 0; pixel < size.W; pixel += line)
                    MovePart((image, i), row, (channel, pixel), isBack, bias);
            }
        }
    }

    /// <summary>
    /// Transposes squares of channels × pixels of a row. The last ones overlap the ones before, so that all are whole.
    /// </summary>
    private void MovePart(
        (int Image, int Row) from, T* row, (int Channel, int Pixel) first, bool isBack, T* bias)
    {
        var line = VectorCopy.LineBytes / sizeof(T);
        var block = Math.Min(Block, Math.Min(size.W, size.Channels));
        for (var c = first.Channel; c < Math.Min(first.Channel + line, size.Channels); c += block)
        {
            var channel = Math.Min(c, size.Channels - block);
            var plane = Plane(from.Image, channel) + from.Row * size.W;
            for (var j = first.Pixel; j < Math.Min(first.Pixel + line, size.W); j += block)
            {
                var pixel = Math.Min(j, size.W - block);
                Square(
                    plane + pixel, row + pixel * PixelSize + channel, block, isBack,
                    bias is null ? null : bias + channel);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Square(T* plane, T* pixel, int block, bool isBack, T* bias)
    {
        var inRegisters = block == Block && VectorCopy.TransposesInRegisters<T>();
        if (inRegisters && isBack)
            VectorCopy.TransposeBlock(
                pixel, PixelSize, plane, plane + PlaneSize, plane + 2 * PlaneSize, plane + 3 * PlaneSize, bias);
        else if (inRegisters)
            VectorCopy.TransposeBlock(
                plane, PlaneSize, pixel, pixel + PixelSize, pixel + 2 * PixelSize, pixel + 3 * PixelSize);
        else
        {
            for (var c = 0; c < block; c++, plane += PlaneSize)
            {
                for (var p = 0; p < block; p++)
                {
                    var copied = pixel + p * PixelSize + c;
                    if (isBack)
                        plane[p] = bias is null ? *copied : *copied + bias[c];
                    else
                        *copied = plane[p];
                }
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
