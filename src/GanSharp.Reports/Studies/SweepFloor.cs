using GanSharp.Studies;

namespace GanSharp.Reports;

/// <summary>The figures that real images have.</summary>
internal static class SweepFloor
{
    /// <summary>For each data set a result that has floors.</summary>
    public static IReadOnlyList<(string Data, TrialResult Result)> In(IEnumerable<SweepGroup> groups) =>
    [
        .. groups.SelectMany(group => group.Results).Where(result => result.Evaluation?.Figures.Values.Any(figure => figure.Floor is not null) == true)
            .GroupBy(result => result.DataDigest).Select(same => (same.First().Data.Name, same.First())),
    ];

    /// <summary>The floor of a figure; nothing where there is none.</summary>
    public static string Text(TrialResult result, SweepMetric metric) => metric.Of(result)?.Floor is { } floor ? SweepGroup.Text(floor) : "";
}
