using GanSharp.Data;

namespace GanSharp.Metrics.Features;

/// <summary>Makes images fit a network.</summary>
internal static class FittingImages
{
    /// <summary>The images at the size that a network takes.</summary>
    /// <exception cref="GanSharpException">They have other channels.</exception>
    public static ImageDataset Of(
        ImageDataset images, string network, ImageShape size,
        CancellationToken cancellation) =>
        images.ImageShape.Channels == size.Channels ? images.Resized(size.Height, cancellation)
            : throw new GanSharpException(
                $"{images.Name} has {Colour(images.ImageShape)} images, but {network} takes {Colour(size)} ones; choose other features");

    private static string Colour(ImageShape shape) => shape.Channels == 1 ? "grey" : "colour";
}
