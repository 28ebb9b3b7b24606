using GanSharp.Reports.Languages;
using GanSharp.Studies;

namespace GanSharp.Reports.Studies;

/// <summary>The figures of real images.</summary>
/// <param name="data">The name of the data set.</param>
/// <param name="results">
/// The results of trials on these images. Some may lack floors that others have: only conditional generators have a
/// class accuracy.
/// </param>
internal sealed class SweepFloor(string data, IReadOnlyList<TrialResult> results)
{
    /// <summary>The name of the data set.</summary>
    public string Data => data;

    /// <summary>
    /// Returns the floors of each set of images. Sets with the same name, such as some classes of a data set and all of
    /// it, are distinguished by their contents.
    /// </summary>
    public static IReadOnlyList<SweepFloor> In(IEnumerable<SweepGroup> groups, Phrases phrases)
    {
        var sets = groups.SelectMany(group => group.Results)
            .Where(result => result.Evaluation?.Figures.Values.Any(figure => figure.Floor is not null) == true)
            .GroupBy(result => result.DataDigest, (_, results) => results.ToArray()).ToArray();
        return
        [
            .. sets.Select(set => new SweepFloor(
                IsOnlyOne(set[0]) ? set[0].Data.Name : set[0].Data.InWords(phrases), set)),
        ];

        bool IsOnlyOne(TrialResult result) => sets.Count(other => other[0].Data.Name == result.Data.Name) == 1;
    }

    /// <summary>Formats the floor of a figure; empty if there is none.</summary>
    public string Text(SweepMetric metric) =>
        results.Select(result => metric.Of(result)?.Floor).FirstOrDefault(floor => floor is not null) is { } floor
            ? SweepGroup.Text(floor)
            : "";
}
