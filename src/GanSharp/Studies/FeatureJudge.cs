using GanSharp.Data;
using GanSharp.Metrics;
using GanSharp.Recipes;

namespace GanSharp.Studies;

/// <summary>Judges the trials of a sweep by the features of a network.</summary>
/// <param name="plan">The sweep, which says which features and how many samples.</param>
/// <param name="folder">The folder with the files of the data set; null for where it is by itself.</param>
public sealed class FeatureJudge(SweepPlan plan, string? folder = null)
{
    private readonly Dictionary<string, FeatureNetwork> _networks = [];

    /// <summary>
    /// The judge of generators that are trained on those images. Samples are held against the test part of the data set; where it has none, against every fifth
    /// of the images, which generators have seen then.
    /// </summary>
    /// <exception cref="GanSharpException">There are no features for the data, or its test images are missing.</exception>
    public GeneratorJudge For(Recipe recipe, ImageDataset training)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(training);
        var (known, unseen) = Datasets.All.Any(info => info.Name == recipe.Dataset && info.HasTestPart)
            ? (training, recipe.LoadTestData(folder)) : training.HoldOut();
        var evaluator = new Evaluator(NetworkFor(recipe), known, unseen, new() { Samples = plan.Samples });
        return (sampler, cancellation) => evaluator.Evaluate(evaluator.Draw(sampler, cancellation), null, cancellation);
    }

    private FeatureNetwork NetworkFor(Recipe recipe)
    {
        var name = plan.Features ?? recipe.Dataset;
        if (_networks.TryGetValue(name, out var network))
            return network;
        if (plan.Features is null && !FeatureNetworks.All.Contains(name))
            throw new GanSharpException(
                $"{name}: no features are built in for it; train some with gansharp features train and name them with --features, or judge nothing with --samples 0");
        return _networks[name] = FeatureNetworks.Load(name);
    }
}
