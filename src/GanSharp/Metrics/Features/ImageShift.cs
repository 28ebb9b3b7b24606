namespace GanSharp.Metrics.Features;

/// <summary>Moves images by whole pixels; pixels from outside repeat the edge.</summary>
internal static class ImageShift
{
    /// <summary>result[c, y, x] = image[c, y - down, x - right], or the nearest pixel if that is outside.</summary>
    public static void Apply(ReadOnlySpan<float> image, Span<float> result, ImageShape shape, int down, int right)
    {
        for (var y = 0; y < shape.Channels * shape.Height; y++)
        {
            var (top, row) = (y / shape.Height * shape.Height, y % shape.Height);
            var source = image.Slice((top + Math.Clamp(row - down, 0, shape.Height - 1)) * shape.Width, shape.Width);
            var target = result.Slice(y * shape.Width, shape.Width);
            var (left, end) = (Math.Clamp(right, 0, shape.Width), Math.Clamp(shape.Width + right, 0, shape.Width));
            target[..left].Fill(source[0]);
            target[end..].Fill(source[^1]);
            if (left < end)
                source[(left - right)..(end - right)].CopyTo(target[left..end]);
        }
    }
}
