using GanSharp.Studies;

namespace GanSharp.Reports.Studies;

/// <summary>A column of a table of trials that says how they were set.</summary>
/// <param name="Title">Its head.</param>
/// <param name="Of">What it says of a trial.</param>
internal sealed record SweepColumn(string Title, Func<Trial, string> Of)
{
    /// <summary>A column for each setting; where one is varied at a time, a single one that names it.</summary>
    public static IReadOnlyList<SweepColumn> In(SweepPlan plan) => plan.Mode == SweepMode.Each
        ? [new("Setting", trial => trial.Settings is [var (key, value)] ? $"{key} {value}" : "as in the recipe")]
        : [.. plan.Axes.Select(axis => new SweepColumn(axis.Name, trial => trial.ValueOf(axis.Key)))];
}
