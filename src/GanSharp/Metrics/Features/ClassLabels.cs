using GanSharp.Data;

namespace GanSharp.Metrics.Features;

/// <summary>Maps the classes of images to those of a network.</summary>
internal static class ClassLabels
{
    /// <summary>
    /// The class of each image as an index into the network's classes, or into those of the images if the network has
    /// none; null if the images have no labels.
    /// </summary>
    /// <exception cref="GanSharpException">An image has a class that the network does not know.</exception>
    public static int[]? Match(ImageDataset images, FeatureNetwork network)
    {
        if (images.Labels is not { } labels)
            return null;
        if (network.ClassNames.Count == 0)
            return Array.ConvertAll(labels, label => (int)label);
        var known = new int?[images.Classes];
        return Array.ConvertAll(labels, label => known[label] ??= Find(images, label, network));
    }

    private static int Find(ImageDataset images, byte label, FeatureNetwork network)
    {
        try
        {
            return ClassNames.Find(network.ClassNames, images.ClassNames[label]);
        }
        catch (GanSharpException error)
        {
            throw new GanSharpException(
                $"{images.Name} has a class that {network.Name} does not know: {error.Message}", error);
        }
    }
}
