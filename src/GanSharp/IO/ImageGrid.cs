using GanSharp.Tensors;

namespace GanSharp.IO;

/// <summary>A layout of images in rows and columns, in reading order, on a white background.</summary>
public static class ImageGrid
{
    internal const int Margin = 2;

    private const byte Background = 255;

    /// <summary>
    /// Returns the number of columns that makes a grid of <paramref name="count"/> images most square: ⌈√count⌉.
    /// </summary>
    public static int SquareColumns(int count) => (int)Math.Ceiling(Math.Sqrt(count));

    /// <summary>
    /// Arranges the images of a tensor (N, C, H, W) with pixel values in <paramref name="range"/>.
    /// </summary>
    /// <inheritdoc cref="Arrange(ReadOnlySpan{byte}, ImageShape, int, int, int)"/>
    public static Bitmap Arrange(Tensor images, PixelRange range, int columns, int margin = Margin, int zoom = 1)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Shape.Rank != 4)
            throw new ArgumentException($"images have shape {images.Shape}; expected (N, C, H, W)", nameof(images));
        var pixels = new byte[images.Count];
        range.ToBytes(images.ToArray<float>(), pixels);
        return Arrange(pixels, new(images.Shape[1], images.Shape[2], images.Shape[3]), columns, margin, zoom);
    }

    /// <summary>Arranges <paramref name="images"/> (NCHW) in a picture.</summary>
    /// <param name="images">The images.</param>
    /// <param name="shape">The size of one image, of 1 or 3 channels.</param>
    /// <param name="columns">Images per row, at least 1; the last row may be shorter.</param>
    /// <param name="margin">Pixels between images and around them, 0 or more.</param>
    /// <param name="zoom">Side of the square for each pixel of an image, at least 1.</param>
    /// <exception cref="ArgumentException">
    /// There is no image or an incomplete one, or an argument is out of range.
    /// </exception>
    public static Bitmap Arrange(
        ReadOnlySpan<byte> images, ImageShape shape, int columns, int margin = Margin, int zoom = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(margin);
        ArgumentOutOfRangeException.ThrowIfLessThan(zoom, 1);
        if (images.IsEmpty || shape.Count < 1 || images.Length % shape.Count != 0)
            throw new ArgumentException($"{images.Length} bytes are not whole images of {shape}", nameof(images));

        var count = images.Length / shape.Count;
        var (cellWidth, cellHeight) = (shape.Width * zoom + margin, shape.Height * zoom + margin);
        var size = Size(count, shape, columns, margin, zoom);
        var pixels = new byte[checked(size.Width * size.Height * shape.Channels)];
        var (width, height) = ((int)size.Width, (int)size.Height);
        Array.Fill(pixels, Background);
        for (var i = 0; i < count; i++)
        {
            var (left, top) = (margin + i % columns * cellWidth, margin + i / columns * cellHeight);
            Draw(
                images.Slice(i * shape.Count, shape.Count), shape, zoom,
                pixels.AsSpan((top * width + left) * shape.Channels), width);
        }
        return new(width, height, shape.Channels, pixels);
    }

    /// <summary>Returns the size in pixels of the picture of <paramref name="count"/> images.</summary>
    public static (long Width, long Height) Size(
        int count, ImageShape shape, int columns, int margin = Margin, int zoom = 1)
    {
        var rows = (count + columns - 1L) / columns;
        return (
            columns * ((long)shape.Width * zoom + margin) + margin,
            rows * ((long)shape.Height * zoom + margin) + margin);
    }

    /// <summary>
    /// Draws a CHW image at the start of <paramref name="target"/>, whose rows have <paramref name="width"/> pixels.
    /// </summary>
    private static void Draw(ReadOnlySpan<byte> image, ImageShape shape, int zoom, Span<byte> target, int width)
    {
        var (channels, height, columns) = shape;
        for (var y = 0; y < height * zoom; y++)
            for (var x = 0; x < columns * zoom; x++)
                for (var c = 0; c < channels; c++)
                    target[(y * width + x) * channels + c] = image[(c * height + y / zoom) * columns + x / zoom];
    }
}
