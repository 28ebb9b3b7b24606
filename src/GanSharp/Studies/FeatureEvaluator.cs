using GanSharp.Data;
using GanSharp.Metrics;
using GanSharp.Metrics.Features;
using GanSharp.Mpi;
using GanSharp.Recipes;

namespace GanSharp.Studies;

/// <summary>Evaluates the trials of a sweep with a feature network.</summary>
/// <param name="plan">The plan, which names the features and the number of samples.</param>
/// <param name="folder">The folder with the files of the data set; null for its usual place.</param>
/// <param name="learn">
/// Returns the features of images for which there are none; by default they are found or learned.
/// </param>
public sealed class FeatureEvaluator(
    SweepPlan plan, string? folder = null, Func<RealImages, FeatureNetwork>? learn = null)
{
    private readonly Dictionary<string, FeatureNetwork> _networks = [];

    /// <summary>
    /// The processes that share the work of an evaluation, and must all do the same. This process alone by default.
    /// </summary>
    public ProcessGroup Processes { get; init; } = ProcessGroup.Single;

    /// <summary>
    /// The evaluator of generators trained on these images. It compares with the images of <see
    /// cref="RealImages.For"/>. If there are no features, it learns them.
    /// </summary>
    /// <exception cref="GanSharpException">
    /// There are no features for the data, or its test images are missing.
    /// </exception>
    public GeneratorEvaluator For(Recipe recipe, ImageDataset training)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var real = RealImages.For(recipe, training, folder);
        var options = new EvaluationOptions { Samples = plan.Samples };
        return new Evaluator(NetworkFor(recipe, real), real.Training, real.Test, options)
        {
            Processes = Processes,
        }.Evaluate;
    }

    private FeatureNetwork NetworkFor(Recipe recipe, RealImages real)
    {
        var name = plan.Features ?? recipe.Dataset;
        if (_networks.TryGetValue(name, out var known))
            return known;
        return FeatureNetworks.Find(recipe.Dataset, plan.Features) is { } network
            ? _networks[name] = network
            : (learn ?? Learn)(real);
    }

    private static ClassifierNetwork Learn(RealImages real)
    {
        var learned = new LearnedFeatures(real);
        return learned.Find() ?? learned.Learn();
    }
}
