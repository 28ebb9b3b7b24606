using GanSharp.Data;
using GanSharp.Recipes;
using GanSharp.Training;

namespace GanSharpLoss;

/// <summary>The recipe and the loss together.</summary>
public static class MyGan
{
    /// <summary>Reads the recipe beside the program.</summary>
    public static Recipe Recipe() => RecipeCatalogue.Load(Path.Combine(AppContext.BaseDirectory, "recipe.yaml"));

    /// <summary>The part that is written in C#. A training that is resumed needs the same.</summary>
    public static TrainerOptions Options() => new() { Custom = new() { Terms = [new PseudoHuber()] } };

    /// <summary>A training from the start.</summary>
    public static Trainer Trainer(Recipe recipe, ImageDataset images) => new(recipe, images, Options());
}
