using GanSharp.Recipes;
using GanSharp.Text;

namespace GanSharp.Studio.NewTraining;

/// <summary>The settings of a recipe as the texts of a form; a list has a line for each entry.</summary>
internal static class RecipeValues
{
    private const string LearningRate = "learning-rate";

    /// <summary>What settings mean that a recipe does not write.</summary>
    private static readonly Dictionary<string, string> Usual = new()
    {
        ["crop"] = "centre",
        ["background"] = "white",
        ["skip-damaged"] = "false",
        ["shards"] = "1",
        ["save-epochs"] = "1",
        ["learning-rate-decay"] = "0",
    };

    /// <summary>The text of every setting.</summary>
    public static IReadOnlyDictionary<string, string> Of(Recipe recipe) =>
        RecipeKeys.All.ToDictionary(key => key.Name, key => Of(recipe, key));

    /// <summary>Returns the recipe with one setting changed.</summary>
    /// <exception cref="GanSharpException">There is no such setting, or the value is not valid for it.</exception>
    public static Recipe WithText(this Recipe recipe, string name, string value)
    {
        var key = RecipeKeys.Find(name);
        if (!key.IsList || key.IsNames)
            return value.Length == 0 && Of(recipe, key).Length == 0 ? recipe : recipe.With([(key.Name, value)]);
        var lines = value.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return key.Set(recipe with { Source = recipe.Source?.Without(key.Name) }, lines);
    }

    private static string Of(Recipe recipe, RecipeKey key)
    {
        if (key.Name == LearningRate)
            return recipe.GeneratorOptimizer.LearningRate == recipe.DiscriminatorOptimizer.LearningRate
                ? Numbers.Format(recipe.GeneratorOptimizer.LearningRate) : "";
        var lines = key.Get(recipe);
        return lines.Count == 0 ? Usual.GetValueOrDefault(key.Name, "")
            : key.IsList && !key.IsNames ? string.Join('\n', lines)
            : key.OneLine(lines);
    }
}
