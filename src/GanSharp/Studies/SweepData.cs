using GanSharp.Data;
using GanSharp.Metrics;
using GanSharp.Models;
using GanSharp.Mpi;
using GanSharp.Networks;
using GanSharp.Recipes;
using GanSharp.Tensors;
using GanSharp.Training.Distributed;

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

    /// <summary>
    /// Loads all data, finds all evaluators and builds all networks, so that an error shows now and not hours later.
    /// </summary>
    /// <returns>The same.</returns>
    public SweepData Check(Sweep sweep, ProcessGroup processes)
    {
        foreach (var trial in sweep.Trials)
        {
            var images = Of(trial.Recipe);
            if (sweep.ResultOf(trial) is { } result)
                CheckData(trial, result, images);
            else
                EvaluatorOf(trial.Recipe);
            if (trial.Recipe.Seed == sweep.Plan.Seeds[0])
                SweepAxis.InContext(trial.Group, () =>
                {
                    using var scope = new TensorScope();
                    _ = new Shards(trial.Recipe.Shards, processes);
                    return new GanModel(trial.Recipe, new NetworkContext(images.ImageShape, images.Classes));
                });
        }
        return this;
    }

    private static void CheckData(Trial trial, TrialResult result, ImageDataset images)
    {
        if (result.DataDigest != TrialResult.DigestOf(images))
            throw new GanSharpException(
                $"{trial.Id}: was trained on {result.Data.Images} other images of {result.Data.Name}; "
                + "restore those, or start another sweep with --out");
    }

    private static string KeyOf(Recipe recipe) => string.Join('\n', Keys.Select(key => key.OneLine(recipe)));
}
