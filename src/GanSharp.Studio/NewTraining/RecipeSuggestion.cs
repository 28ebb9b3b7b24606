using System.Globalization;
using GanSharp.Recipes;

namespace GanSharp.Studio.NewTraining;

/// <summary>Suggests a recipe for data, and completes one that a person chose.</summary>
internal static class RecipeSuggestion
{
    private const int LargestOwnSide = 64;

    /// <summary>The name of the recipe that suits data best.</summary>
    public static string NameFor(DataFacts data) =>
        data.IsPictures ? RecipeChoice.For(data.Survey).Recipe.Name : RecipeCatalogue.Default;

    /// <summary>Returns a recipe for data.</summary>
    /// <param name="name">A built-in recipe; null for the one that suits best.</param>
    /// <param name="data">The data.</param>
    /// <exception cref="GanSharpException">There is no such recipe.</exception>
    public static Recipe For(string? name, DataFacts data)
    {
        if (name is not null && !RecipeCatalogue.Names.Contains(name))
            throw new NotFoundException($"there is no recipe {name}");
        if (data.IsPictures && (name is null || name == NameFor(data)))
            return RecipeChoice.For(data.Survey, ("skip-damaged", "true")).Recipe;
        var recipe = RecipeCatalogue.Load(name ?? RecipeCatalogue.Default).With("dataset", data.Dataset);
        if (data.IsPictures)
            recipe = recipe.With("skip-damaged", "true");
        var (_, height, width) = data.Size;
        var isFit = data.IsOneSize && height == width && height <= LargestOwnSide;
        if (recipe.Selection.ImageSize == 0 && !isFit)
            recipe = recipe.With("image-size", Text(RecipeChoice.SideFor(data.Survey)));
        var batch = recipe.BatchSize;
        while (batch > data.Count)
            batch /= 2;
        return recipe.With("batch-size", Text(batch));
    }

    /// <summary>Whether a recipe can only be trained on data with classes.</summary>
    public static bool NeedsClasses(Recipe recipe) =>
        recipe.Conditioning is { NeedsLabels: true, IsOptional: false };

    /// <summary>What is the reason for each choice, for the page to say in its language.</summary>
    public static object ReasonsOf(Recipe recipe, DataFacts data) => new
    {
        recipe.Name,
        recipe.About,
        recipe.Paper,
        IsBest = recipe.Name == NameFor(data),
        IsForPictures = recipe.Name == RecipeChoice.ForPictures,
        Side = recipe.Selection.ImageSize,
        recipe.BatchSize,
        recipe.Augment,
        UsesClasses = data.Classes.Count > 0 && recipe.For(data.Classes.Count).Conditioning.NeedsLabels,
        Images = data.Count,
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
