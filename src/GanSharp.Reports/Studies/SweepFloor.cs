using GanSharp.Studies;

namespace GanSharp.Reports;

/// <summary>The figures that real images have.</summary>
internal static class SweepFloor
{
    /// <summary>For each set of images a result that has floors. Sets of one name, such as some classes of a data set beside all of it, are told apart by what is in them.</summary>
    public static IReadOnlyList<(string Data, TrialResult Result)> In(IEnumerable<SweepGroup> groups)
    {
        var results = groups.SelectMany(group => group.Results)
            .Where(result => result.Evaluation?.Figures.Values.Any(figure => figure.Floor is not null) == true)
            .DistinctBy(result => result.DataDigest).ToArray();
        return [.. results.Select(result => (IsOnlyOne(result) ? result.Data.Name : result.Data.InWords(), result))];

        bool IsOnlyOne(TrialResult result) => results.Count(other => other.Data.Name == result.Data.Name) == 1;
    }

    /// <summary>The floor of a figure; nothing where there is none.</summary>
    public static string Text(TrialResult result, SweepMetric metric) => metric.Of(result)?.Floor is { } floor ? SweepGroup.Text(floor) : "";
}
