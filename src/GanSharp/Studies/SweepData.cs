using GanSharp.Data;
using GanSharp.Metrics;
using GanSharp.Models;
using GanSharp.Mpi;
using GanSharp.Networks;
using GanSharp.Recipes;
using GanSharp.Tensors;
using GanSharp.Training;
using GanSharp.Training.Checkpoints;
using GanSharp.Training.Distributed;
using GanSharp.Training.Records;

namespace GanSharp.Studies;

/// <summary>Returns an evaluator of generators.</summary>
/// <param name="recipe">The recipe that they are trained with.</param>
/// <param name="training">The images that they are trained on.</param>
/// <exception cref="GanSharpException">There is no evaluator for these images.</exception>
public delegate GeneratorEvaluator EvaluatorFor(Recipe recipe, ImageDataset training);

/// <summary>
/// The images of recipes, the evaluators of what is trained on them, and the networks that trials start from; each is
/// loaded once.
/// </summary>
/// <param name="load">Loads the images of a recipe.</param>
/// <param name="evaluates">Returns the evaluator of a recipe's generators; null if nothing is evaluated.</param>
/// <param name="initFrom">The run or file with those networks; null for new ones.</param>
internal sealed class SweepData(Func<Recipe, ImageDataset> load, EvaluatorFor? evaluates, string? initFrom)
{
    private static readonly RecipeKey[] Keys =
    [
        .. new[] { "dataset", "classes", "limit", "image-size" }.Select(RecipeKeys.Find),
    ];

    private readonly Dictionary<string, ImageDataset> _images = [];
    private readonly Dictionary<string, GeneratorEvaluator> _evaluators = [];

    private PretrainedNetworks? _start;

    /// <summary>The networks that trials start from; null for new ones.</summary>
    /// <exception cref="GanSharpException">They cannot be read.</exception>
    public PretrainedNetworks? Start => initFrom is null ? null : _start ??= StartFrom(initFrom);

    /// <summary>Reads the networks that trials start from.</summary>
    /// <exception cref="GanSharpException">They cannot be read, or newer ones of the same run are damaged.</exception>
    internal static PretrainedNetworks StartFrom(string path) => SweepAxis.InContext("init-from", () =>
        PretrainedNetworks.Load(
            path, damage => throw new GanSharpException($"{damage}; name an older checkpoint in its place")));

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
        var isDone = sweep.Trials.All(sweep.IsDone);
        foreach (var trial in sweep.Trials)
        {
            var images = Of(trial.Recipe);
            if (!isDone)
                CheckStart(sweep, trial);
            if (sweep.ResultOf(trial) is { } result)
                CheckData(trial, result, images);
            else
                EvaluatorOf(trial.Recipe);
            if (trial.Recipe.Seed == sweep.Plan.Seeds[0])
                SweepAxis.InContext(trial.Group, () =>
                {
                    using var scope = new TensorScope();
                    _ = new Shards(trial.Recipe.Shards, processes);
                    var model = new GanModel(trial.Recipe, new NetworkContext(images.ImageShape, images.Classes));
                    if (!isDone)
                        Start?.CopyTo(model, null);
                    return model;
                });
        }
        return this;
    }

    /// <summary>Requires that a trial that has begun started from the networks that the others start from.</summary>
    private void CheckStart(Sweep sweep, Trial trial)
    {
        var path = Path.Combine(sweep.RunOf(trial), RunFolder.DescriptionName);
        var digest = sweep.ResultOf(trial) is { } result ? result.InitFromDigest
            : File.Exists(path) ? RunDescription.Load(path).Transfer?.Sha256
            : Start?.Digest;
        if (digest != Start?.Digest)
            throw new GanSharpException(
                $"{trial.Id}: started from other networks than {initFrom ?? "new ones"}; "
                + "restore those, or start another sweep with --out");
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
