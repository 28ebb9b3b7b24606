using System.Numerics;
using System.Runtime.CompilerServices;
using GanSharp.Tensors.Backends.Cpu.Gemm.Packing;

namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>
/// Copies images (C, H, W) into a layout with channels innermost and a border of zeros, and back. Element (i, j, c) of
/// a copy is element (c, i - top, j - left) of the image, or 0 outside it. A copy may hold only some rows of the image:
/// the top is then negative, or the height small.
/// </summary>
internal readonly unsafe struct Interleaving<T>(T* images, PaddedImage size)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public long PixelSize => size.Channels;
    public long RowSize => (long)size.Width * size.Channels;
    public long ImageSize => size.Height * RowSize;

    /// <summary>Copies of some rows only, borders included.</summary>
    public Interleaving<T> Rows(int first, int count) =>
        new(images, size with { Top = size.Top - first, Height = count });

    public void Copy(int image, T* to)
    {
        ClearBorder(to);
        Move(image, to, isBack: false, null);
    }

    /// <summary>Copies the inside of a copy back to an image and adds a bias per channel, or null.</summary>
    public void CopyBack(T* from, int image, T* bias) => Move(image, from, isBack: true, bias);

    private int PlaneSize => size.H * size.W;

    /// <summary>The first row of the image that a copy holds.</summary>
    private int FirstRow => Math.Max(0, -size.Top);

    /// <summary>The row after the last one that a copy holds.</summary>
    private int EndRow => Math.Min(size.H, size.Height - size.Top);

    private T* Plane(int image, int channel) => images + ((long)image * size.Channels + channel) * PlaneSize;

    /// <summary>Moves an image in the largest blocks that fit.</summary>
    private void Move(int image, T* copy, bool isBack, T* bias)
    {
        var (rows, columns) = isBack ? (size.W, size.Channels) : (size.Channels, size.W);
        if (Fits<Block16x16>(Block16x16.IsSupported, rows, columns))
            Move<Block16x16>(image, copy, isBack, bias);
        else if (Fits<Block8x4>(Block8x4.IsSupported, rows, columns))
            Move<Block8x4>(image, copy, isBack, bias);
        else if (Fits<Block4x4>(Block4x4.IsSupported, rows, columns))
            Move<Block4x4>(image, copy, isBack, bias);
        else
            MoveElements(image, copy, isBack, bias);
    }

    private static bool Fits<TBlock>(bool isSupported, int rows, int columns) where TBlock : struct, ITransposeBlock =>
        isSupported && typeof(T) == typeof(float) && rows >= TBlock.Rows && columns >= TBlock.Columns;

    /// <summary>
    /// Moves an image in parts of a cache line of channels and of pixels of a row, so that each line is moved once. The
    /// last blocks overlap the ones before, so that all are whole.
    /// </summary>
    private void Move<TBlock>(int image, T* copy, bool isBack, T* bias) where TBlock : struct, ITransposeBlock
    {
        var line = VectorCopy.LineBytes / sizeof(T);
        var (channels, pixels) = isBack ? (TBlock.Columns, TBlock.Rows) : (TBlock.Rows, TBlock.Columns);
        for (var channel = 0; channel < size.Channels; channel += line)
        {
            for (var i = FirstRow; i < EndRow; i++)
            {
                var row = copy + (i + size.Top) * RowSize + size.Left * PixelSize;
                for (var pixel = 0; pixel < size.W; pixel += line)
                {
                    for (var c = channel; c < Math.Min(channel + line, size.Channels); c += channels)
                    {
                        for (var j = pixel; j < Math.Min(pixel + line, size.W); j += pixels)
                            MoveBlock<TBlock>(
                                (image, i), row, Math.Min(c, size.Channels - channels), Math.Min(j, size.W - pixels),
                                isBack, bias);
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void MoveBlock<TBlock>((int Image, int Row) from, T* row, int channel, int pixel, bool isBack, T* bias)
        where TBlock : struct, ITransposeBlock
    {
        var plane = (float*)(Plane(from.Image, channel) + (long)from.Row * size.W + pixel);
        var copied = (float*)(row + pixel * PixelSize + channel);
        if (isBack)
            TBlock.Transpose(copied, PixelSize, plane, PlaneSize, bias is null ? null : (float*)(bias + channel));
        else
            TBlock.Transpose(plane, PlaneSize, copied, PixelSize, null);
    }

    private void MoveElements(int image, T* copy, bool isBack, T* bias)
    {
        for (var c = 0; c < size.Channels; c++)
        {
            for (var i = FirstRow; i < EndRow; i++)
            {
                var plane = Plane(image, c) + (long)i * size.W;
                var row = copy + (i + size.Top) * RowSize + size.Left * PixelSize + c;
                for (var j = 0; j < size.W; j++)
                {
                    if (isBack)
                        plane[j] = bias is null ? row[j * PixelSize] : row[j * PixelSize] + bias[c];
                    else
                        row[j * PixelSize] = plane[j];
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
