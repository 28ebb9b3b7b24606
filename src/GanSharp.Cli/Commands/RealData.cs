using GanSharp.Cli.Presentation;
using GanSharp.Data;
using GanSharp.Metrics;
using GanSharp.Recipes;

namespace GanSharp.Cli.Commands;

/// <summary>Loads real images for commands.</summary>
internal static class RealData
{
    /// <summary>Loads the images of a recipe from local files.</summary>
    public static ImageDataset Load(
        CliEnvironment environment, Recipe recipe, string? folder, bool json,
        CancellationToken cancellation) =>
        LoadingView.Watch(
            environment, json,
            progress => recipe.LoadData(environment.At(folder), progress, cancellation));

    /// <summary>
    /// Loads the training images of a recipe and the test images to compare samples with. Downloads them first if they
    /// are missing, unless <paramref name="offline"/>.
    /// </summary>
    public static async Task<RealImages> LoadAsync(
        CliEnvironment environment, Recipe recipe, string? folder, bool offline, bool json,
        CancellationToken cancellation)
    {
        if (folder is null && !offline && Download.IsNeeded(recipe.Dataset))
            await Download.RunAsync(environment, recipe.Dataset, json, cancellation);
        var images = Load(environment, recipe, folder, json, cancellation);
        return LoadingView.Watch(
            environment, json,
            progress => RealImages.For(recipe, images, environment.At(folder), progress, cancellation));
    }
}
