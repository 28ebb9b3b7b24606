using GanSharp.Data;
using GanSharp.Metrics;
using GanSharp.Metrics.Features;
using GanSharp.Recipes;

namespace GanSharp.Studies;

/// <summary>Evaluates the trials of a sweep with a feature network.</summary>
/// <param name="plan">The plan, which names the features and the number of samples.</param>
/// <param name="folder">The folder with the files of the data set; null for its usual place.</param>
public sealed class FeatureEvaluator(SweepPlan plan, string? folder = null)
{
    private readonly Dictionary<string, FeatureNetwork> _networks = [];

    /// <summary>
    /// The evaluator of generators trained on these images. It compares with the images of <see
    /// cref="RealImages.For"/>.
    /// </summary>
    /// <exception cref="GanSharpException">
    /// There are no features for the data, or its test images are missing.
    /// </exception>
    public GeneratorEvaluator For(Recipe recipe, ImageDataset training)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var real = RealImages.For(recipe, training, folder);
        return new Evaluator(NetworkFor(recipe), real.Training, real.Test, new() { Samples = plan.Samples }).Evaluate;
    }

    private FeatureNetwork NetworkFor(Recipe recipe)
    {
        var name = plan.Features ?? recipe.Dataset;
        return _networks.TryGetValue(name, out var network)
            ? network
            : _networks[name] = FeatureNetworks.For(recipe.Dataset, plan.Features);
    }
}
