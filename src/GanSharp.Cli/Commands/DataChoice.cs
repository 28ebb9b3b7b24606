using GanSharp.Cli.Presentation;
using GanSharp.Data;
using GanSharp.Recipes;

namespace GanSharp.Cli.Commands;

/// <summary>Chooses what <c>--data</c> leaves open: the data set, the recipe and the size of images.</summary>
internal sealed class DataChoice(CliEnvironment environment, bool json)
{
    /// <summary>Completes a recipe for the data at a path, and says what was chosen.</summary>
    /// <param name="named">The recipe that the user named; null to choose one.</param>
    /// <param name="data">The value of <c>--data</c>.</param>
    /// <param name="settings">The settings of the user, which replace those chosen.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="GanSharpException">
    /// There is no such recipe, a setting is wrong, or there are no pictures.
    /// </exception>
    public Recipe Recipe(
        string? named, string data, IReadOnlyCollection<(string Key, string Value)> settings,
        CancellationToken cancellation)
    {
        var recipe = RecipeCatalogue.Load(environment.AtRecipe(named ?? RecipeCatalogue.Default)).With(settings);
        var path = environment.At(data);
        if (Datasets.Find(recipe.Dataset).IsBuiltIn && settings.All(setting => setting.Key != "dataset"))
            recipe = recipe with { Dataset = Datasets.At(path).Name };
        if (recipe.Dataset != Datasets.Pictures || (named is not null && recipe.Selection.ImageSize > 0))
            return recipe;
        var pictures = LoadingView.Watch(
            environment, json, progress => PictureSurvey.Of(path, recipe.Selection, progress, cancellation),
            "looking at pictures");
        if (named is null)
        {
            var choice = RecipeChoice.For(pictures, settings);
            Say(environment, json, [.. choice.Reasons]);
            return choice.Recipe;
        }
        if (pictures.IsOneSize)
            return recipe;
        var side = RecipeChoice.SideFor(pictures);
        Say(
            environment, json,
            $"the pictures have different sizes, so they are scaled to {side}×{side}; --image-size sets another size");
        return recipe with { Selection = recipe.Selection with { ImageSize = side } };
    }

    /// <summary>Prints lines about a choice.</summary>
    public static void Say(CliEnvironment environment, bool json, params string[] lines)
    {
        if (json)
        {
            environment.WriteJson(new { Event = "choice", Reasons = lines });
            return;
        }
        foreach (var line in lines)
        {
            if (environment.Terminal is { } terminal)
                terminal.Say(line);
            else
                environment.Out.WriteLine(line);
        }
    }
}
