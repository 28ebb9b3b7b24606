using GanSharp.Data;

namespace GanSharp.Training.Records;

/// <summary>A description of a run's data.</summary>
/// <param name="Name">The name of the data set.</param>
/// <param name="Images">Number of images.</param>
/// <param name="Size">The size of an image, such as <c>28×28×1</c>.</param>
/// <param name="Classes">The name of every class; empty without labels.</param>
/// <param name="ClassCounts">The number of images of every class.</param>
public sealed record DataDescription(
    string Name, int Images, string Size, IReadOnlyList<string> Classes, IReadOnlyList<int> ClassCounts)
{
    /// <summary>
    /// Files that were found with the data but not used, one sentence each; empty in runs of earlier versions.
    /// </summary>
    public IReadOnlyList<string> LeftOut { get => field ?? []; init; }

    internal static DataDescription Of(ImageDataset data) =>
        new(data.Name, data.Count, data.ImageShape.ToString(), data.ClassNames, data.CountPerClass())
        {
            LeftOut = data.LeftOut,
        };
}
