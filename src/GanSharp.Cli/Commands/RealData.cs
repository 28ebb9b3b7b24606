using GanSharp.Cli.Presentation;
using GanSharp.Data;
using GanSharp.Metrics;
using GanSharp.Recipes;

namespace GanSharp.Cli.Commands;

/// <summary>Real images as commands load them.</summary>
internal static class RealData
{
    /// <summary>The images of a recipe, which are here.</summary>
    public static ImageDataset Load(
        CliEnvironment environment, Recipe recipe, string? folder, bool json,
        CancellationToken cancellation) =>
        LoadingView.Watch(
            environment, json,
            progress => recipe.LoadData(environment.At(folder), progress, cancellation));

    /// <summary>
    /// The images of a recipe and those to hold samples against; downloaded first where they are missing, unless
    /// <paramref name="offline"/>.
    /// </summary>
    public static async Task<RealImages> LoadAsync(
        CliEnvironment environment, Recipe recipe, string? folder, bool offline, bool json,
        CancellationToken cancellation)
    {
        if (folder is null && !offline)
            await Download.IfMissingAsync(environment, recipe.Dataset, json, cancellation);
        var images = Load(environment, recipe, folder, json, cancellation);
        return LoadingView.Watch(
            environment, json,
            progress => RealImages.For(recipe, images, environment.At(folder), progress, cancellation));
    }
}
