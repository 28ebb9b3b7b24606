using GanSharp.Data;
using GanSharp.Recipes;

namespace GanSharp.Metrics;

/// <summary>The real images that samples are held against.</summary>
/// <param name="Training">Images that a generator was trained on.</param>
/// <param name="Test">Images to compare samples with.</param>
/// <param name="IsHeldOut">
/// Whether <paramref name="Test"/> was held out from generators: it is the test part of the data. Where the data has
/// none, every fifth image of each class stands in for it (<see cref="ImageDataset.HoldOut"/>), and generators may have
/// been trained on these.
/// </param>
public sealed record RealImages(ImageDataset Training, ImageDataset Test, bool IsHeldOut)
{
    /// <summary>The real images for generators of a recipe.</summary>
    /// <param name="recipe">Says which data set, and which classes and size of it.</param>
    /// <param name="images">The images that it is trained on.</param>
    /// <param name="directory">
    /// The folder with the data set's files; by default where it is embedded, cached or installed.
    /// </param>
    /// <param name="progress">
    /// Told the share that is read, from 0 to 1 and from several threads, where there are many files.
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
