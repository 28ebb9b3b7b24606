using GanSharp.Data;

namespace GanSharp.Metrics.Features;

/// <summary>
/// How often a network that is learned by itself sees which images, so that it takes a minute or two on two processors.
/// </summary>
internal static class LearningBudget
{
    // Show this many views of 32×32, or as many fewer as views are larger; but each image at most 60 times.
    private const int ViewsToShow = 240_000, SideOfViews = 32, MostEpochs = 60;

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
