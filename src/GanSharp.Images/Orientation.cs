using GanSharp.IO;
using SkiaSharp;

namespace GanSharp.Images;

/// <summary>Turns pictures as the camera that took them was held (the tag Orientation of EXIF).</summary>
internal static class Orientation
{
    /// <summary>Returns the picture as it is meant to be seen.</summary>
    /// <param name="picture">The stored picture.</param>
    /// <param name="origin">The corner where its first pixel belongs.</param>
    public static Bitmap Upright(this Bitmap picture, SKEncodedOrigin origin)
    {
        if (origin == SKEncodedOrigin.TopLeft)
            return picture;
        var (width, height, channels) = (picture.Width, picture.Height, picture.Channels);
        var isTurned = origin >= SKEncodedOrigin.LeftTop;
        var (across, down) = isTurned ? (height, width) : (width, height);
        var pixels = new byte[picture.Pixels.Length];
        for (var y = 0; y < down; y++)
        {
            for (var x = 0; x < across; x++)
            {
                var (column, row) = Source(origin, x, y, width, height);
                picture.Pixels.AsSpan((row * width + column) * channels, channels)
                    .CopyTo(pixels.AsSpan((y * across + x) * channels));
            }
        }
        return new(across, down, channels, pixels);
    }

    /// <summary>The stored pixel that is seen at (x, y).</summary>
    private static (int Column, int Row) Source(SKEncodedOrigin origin, int x, int y, int width, int height) =>
        origin switch
        {
            SKEncodedOrigin.TopRight => (width - 1 - x, y),
            SKEncodedOrigin.BottomRight => (width - 1 - x, height - 1 - y),
            SKEncodedOrigin.BottomLeft => (x, height - 1 - y),
            SKEncodedOrigin.LeftTop => (y, x),
            SKEncodedOrigin.RightTop => (y, height - 1 - x),
            SKEncodedOrigin.RightBottom => (width - 1 - y, height - 1 - x),
            SKEncodedOrigin.LeftBottom => (width - 1 - y, x),
            _ => (x, y),
        };
}
