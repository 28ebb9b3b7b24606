using GanSharp.Data;
using GanSharp.Recipes;

namespace GanSharp.Studies;

/// <summary>Judges the trials of a sweep by the features of a network, against the test images of their data set.</summary>
/// <param name="plan">The sweep, which says which features and how many samples.</param>
/// <param name="folder">The folder with the files of the data set; null for where it is by itself.</param>
public sealed class FeatureJudge(SweepPlan plan, string? folder = null)
{
    /// <summary>The judge of generators that are trained on those images.</summary>
    /// <exception cref="GanSharpException">There are no features for the data, or no test images.</exception>
    public GeneratorJudge For(Recipe recipe, ImageDataset training)
    {
        throw new NotImplementedException($"{plan} {folder} {recipe} {training}");
    }
}
