using GanSharp.Data;
using GanSharp.IO;
using GanSharp.Recipes;
using GanSharp.Sampling;

namespace GanSharp.Training;

/// <summary>Whether what a training will write can be read again, which is looked at before its first step.</summary>
internal static class RunLimits
{
    /// <summary>Requires that recipe, sample grids and image sizes are within <see cref="Limits"/>.</summary>
    /// <exception cref="GanSharpException">Something is not; the message says which setting to change.</exception>
    public static void Check(Recipe recipe, ImageDataset data, SampleGrid grid)
    {
        var characters = RecipeYaml.Format(recipe).Length;
        if (characters > Limits.RecipeCharacters)
            throw new GanSharpException(
                $"the recipe {recipe.Name} has {characters} characters with all of its settings, of at most "
                + $"{Limits.RecipeCharacters}; write fewer or shorter layers");
        var (width, height) = grid.Size;
        if (Math.Max(width, height) > Limits.PictureSide || width * height > Limits.PicturePixels)
            throw recipe.Error(
                "sample-rows",
                $"a grid of {recipe.SampleRows} rows of images of {data.ImageShape} has {height}×{width} pixels, more than "
                + $"sides of {Limits.PictureSide} and {Limits.PicturePixels} pixels in all; use fewer rows, fewer classes or a smaller image-size");
    }
}
