using GanSharp.Data;
using GanSharp.Recipes;

namespace GanSharp.Metrics;

/// <summary>The real images that samples are compared with.</summary>
/// <param name="Training">The images that the generator was trained on.</param>
/// <param name="Test">The images to compare samples with.</param>
/// <param name="IsHeldOut">
/// Whether <paramref name="Test"/> is the test part of the data, which was not used for training. Data without a test
/// part uses every fifth image of each class (<see cref="ImageDataset.HoldOut"/>), which generators may have been
/// trained on.
/// </param>
public sealed record RealImages(ImageDataset Training, ImageDataset Test, bool IsHeldOut)
{
    /// <summary>The real images for generators of a recipe.</summary>
    /// <param name="recipe">The recipe, which names the data set, its classes and the image size.</param>
    /// <param name="images">The images that the recipe is trained on.</param>
    /// <param name="directory">
    /// The folder with the data set's files; by default, the place where it is embedded, cached or installed.
    /// </param>
    /// <param name="progress">
    /// Receives the share read, from 0 to 1, for data of many files; called from several threads.
    /// </param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="GanSharpException">
    /// The files of the test part are missing or damaged, or there are no images to hold out.
    /// </exception>
    public static RealImages For(
        Recipe recipe, ImageDataset images, string? directory = null, IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(images);
        if (Datasets.Find(recipe.Dataset).HasTestPart)
            return new(images, recipe.LoadTestData(directory, progress, cancellation), true);
        var (kept, held) = images.HoldOut();
        return new(kept, held, false);
    }
}
