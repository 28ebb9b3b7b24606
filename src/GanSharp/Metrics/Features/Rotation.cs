using GanSharp.Data;

namespace GanSharp.Metrics.Features;

/// <summary>Rotates square images by quarter turns, anticlockwise.</summary>
internal static class Rotation
{
    /// <summary>The names of the rotations; the place of each is its number of quarter turns.</summary>
    public static IReadOnlyList<string> Names { get; } = ["0°", "90°", "180°", "270°"];

    /// <summary>Rotates every channel of an image.</summary>
    /// <param name="image">The image, CHW, square.</param>
    /// <param name="result">Receives the rotated image.</param>
    /// <param name="side">Height and width.</param>
    /// <param name="turns">Number of quarter turns, 0 to 3.</param>
    public static void Apply<T>(ReadOnlySpan<T> image, Span<T> result, int side, int turns)
    {
        var last = side - 1;
        for (var start = 0; start < image.Length; start += side * side)
        {
            var source = image.Slice(start, side * side);
            var target = result.Slice(start, side * side);
            for (var y = 0; y < side; y++)
            {
                for (var x = 0; x < side; x++)
                    target[y * side + x] = turns switch
                    {
                        0 => source[y * side + x],
                        1 => source[x * side + last - y],
                        2 => source[(last - y) * side + last - x],
                        _ => source[(last - x) * side + y],
                    };
            }
        }
    }

    /// <summary>All images of a set in one rotation, without labels.</summary>
    public static ImageDataset Of(ImageDataset images, int turns)
    {
        var length = images.ImageShape.Count;
        var rotated = new byte[images.ImageShape.BytesOf(images.Count, images.Name)];
        for (var i = 0; i < images.Count; i++)
            Apply(images.Image(i), rotated.AsSpan(i * length, length), images.ImageShape.Width, turns);
        return new(images.Name, rotated, images.ImageShape);
    }
}
