using GanSharp.Data;
using GanSharp.Metrics;
using GanSharp.Metrics.Features;
using GanSharp.Recipes;

namespace GanSharp.Studies;

/// <summary>Evaluates the trials of a sweep by the features of a network.</summary>
/// <param name="plan">The sweep, which says which features and how many samples.</param>
/// <param name="folder">The folder with the files of the data set; null for where it is by itself.</param>
public sealed class FeatureEvaluator(SweepPlan plan, string? folder = null)
{
    private readonly Dictionary<string, FeatureNetwork> _networks = [];

    /// <summary>
    /// The evaluator of generators that are trained on those images, against <see cref="RealImages.For"/>.
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
