using GanSharp.Cli.Presentation;
using GanSharp.Metrics;
using GanSharp.Recipes;

namespace GanSharp.Cli.Commands;

/// <summary>Real images as commands load them.</summary>
internal static class RealData
{
    /// <summary>The images of a recipe and those to hold samples against; downloaded first where they are missing, unless <paramref name="offline"/>.</summary>
    public static async Task<RealImages> LoadAsync(
        CliEnvironment environment, Recipe recipe, string? folder, bool offline, bool json, CancellationToken cancellation)
    {
        if (folder is null && !offline)
            await Download.IfMissingAsync(environment, recipe.Dataset, json, cancellation);
        folder = environment.At(folder);
        var images = LoadingView.Watch(environment, json, progress => recipe.LoadData(folder, progress, cancellation));
        return LoadingView.Watch(environment, json, progress => RealImages.For(recipe, images, folder, progress, cancellation));
    }
}
