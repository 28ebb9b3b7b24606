using GanSharp.Data;
using GanSharp.Metrics;
using GanSharp.Recipes;

namespace GanSharp.Studies;

/// <summary>Returns an evaluator of generators.</summary>
/// <param name="recipe">The recipe that they are trained with.</param>
/// <param name="training">The images that they are trained on.</param>
/// <exception cref="GanSharpException">There is no evaluator for these images.</exception>
public delegate GeneratorEvaluator EvaluatorFor(Recipe recipe, ImageDataset training);

/// <summary>The images of recipes and the evaluators of what is trained on them; each is loaded once.</summary>
internal sealed class SweepData(Func<Recipe, ImageDataset> load, EvaluatorFor? evaluates)
{
    private static readonly RecipeKey[] Keys =
    [
        .. new[] { "dataset", "classes", "limit", "image-size" }.Select(RecipeKeys.Find),
    ];

    private readonly Dictionary<string, ImageDataset> _images = [];
    private readonly Dictionary<string, GeneratorEvaluator> _evaluators = [];

    /// <summary>The images of a recipe.</summary>
    public ImageDataset Of(Recipe recipe)
    {
        var key = KeyOf(recipe);
        return _images.TryGetValue(key, out var known) ? known : _images[key] = load(recipe);
    }

    /// <summary>The evaluator of a recipe's generators; null if nothing is evaluated.</summary>
    public GeneratorEvaluator? EvaluatorOf(Recipe recipe)
    {
        var key = KeyOf(recipe);
        return evaluates is null ? null
            : _evaluators.TryGetValue(key, out var known) ? known
            : _evaluators[key] = evaluates(recipe, Of(recipe));
    }

    private static string KeyOf(Recipe recipe) => string.Join('\n', Keys.Select(key => key.OneLine(recipe)));
}
