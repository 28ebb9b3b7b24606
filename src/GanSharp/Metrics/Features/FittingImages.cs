using GanSharp.Data;

namespace GanSharp.Metrics.Features;

/// <summary>Fits images to a network.</summary>
internal static class FittingImages
{
    /// <summary>The images in the network's size.</summary>
    /// <exception cref="GanSharpException">The images have other channels.</exception>
    public static ImageDataset Of(
        ImageDataset images, string network, ImageShape size, CancellationToken cancellation) =>
        images.ImageShape.Channels == size.Channels ? images.Resized(size.Height, cancellation)
            : throw new GanSharpException(
                $"{images.Name} has {Colour(images.ImageShape)} images, but {network} takes {Colour(size)} ones; "
                + "choose other features");

    private static string Colour(ImageShape shape) => shape.Channels == 1 ? "grey" : "colour";
}
