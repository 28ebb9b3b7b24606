using GanSharp.Data;
using GanSharp.IO;
using GanSharp.Recipes;
using GanSharp.Sampling;

namespace GanSharp.Training;

/// <summary>Checks, before the first step, that everything a training will write can be read again.</summary>
internal static class RunLimits
{
    /// <summary>Requires that recipe, sample grids and image sizes are within <see cref="Limits"/>.</summary>
    /// <exception cref="GanSharpException">One of them is not; the message says which setting to change.</exception>
    public static void Check(Recipe recipe, ImageDataset data, SampleGrid grid)
    {
        var characters = RecipeYaml.Format(recipe).Length;
        if (characters > Limits.RecipeCharacters)
            throw new GanSharpException(
                $"the recipe {recipe.Name} has {characters} characters with all of its settings, more than "
                + $"{Limits.RecipeCharacters}; write fewer or shorter layers");
        var (width, height) = grid.Size;
        if (Math.Max(width, height) > Limits.PictureSide || width * height > Limits.PicturePixels)
            throw recipe.Error(
                "sample-rows",
                $"a grid of {recipe.SampleRows} rows of images of {data.ImageShape} has {height}×{width} pixels, "
                + $"above the limit of {Limits.PictureSide} per side and {Limits.PicturePixels} in all; "
                + "use fewer rows, fewer classes or a smaller image-size");
    }
}
