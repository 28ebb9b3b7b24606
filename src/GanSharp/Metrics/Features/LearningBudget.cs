using GanSharp.Data;

namespace GanSharp.Metrics.Features;

/// <summary>
/// How often a network that is learned by itself sees which images, so that it takes a minute or two on two processors.
/// </summary>
internal static class LearningBudget
{
    private const int MostTested = 2_000;

    // Show this many views of 32×32, or as many fewer as views are larger; but each image at most 60 times.
    private const int ViewsToShow = 240_000, SideOfViews = 32, MostEpochs = 60;

    /// <summary>
    /// Returns the squares in the middle of images, of at most 64×64 pixels: all to learn from, and some to test on.
    /// </summary>
    public static (ImageDataset Data, ImageDataset Test) Scaled(
        ImageDataset data, ImageDataset test, CancellationToken cancellation)
    {
        var side = Math.Min(PretextTraining.LargestSide, Math.Min(data.ImageShape.Height, data.ImageShape.Width));
        return (data.Resized(side, cancellation), test.Subsample(MostTested).Resized(side, cancellation));
    }

    /// <summary>Returns the images and the settings, with epochs. Settings that have epochs are kept.</summary>
    /// <param name="data">All images.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="views">How many views of each image an epoch shows.</param>
    public static (ImageDataset Data, ClassifierTraining Settings) Of(
        ImageDataset data, ClassifierTraining settings, int views)
    {
        if (settings.Epochs > 0)
            return (data, settings);
        var pixels = Math.Max(data.ImageShape.Width, SideOfViews);
        var shown = (int)((long)ViewsToShow * SideOfViews * SideOfViews / (pixels * pixels)) / views;
        data = data.Subsample(shown);
        return (data, settings with { Epochs = Math.Clamp(shown / data.Count, 1, MostEpochs) });
    }
}
