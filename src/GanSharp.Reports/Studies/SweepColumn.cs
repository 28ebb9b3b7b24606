using GanSharp.Reports.Languages;
using GanSharp.Studies;

namespace GanSharp.Reports.Studies;

/// <summary>A column with the settings of trials.</summary>
/// <param name="Title">The title.</param>
/// <param name="Of">Returns the cell of a trial.</param>
internal sealed record SweepColumn(string Title, Func<Trial, string> Of)
{
    /// <summary>
    /// Returns a column per varied setting, or a single one with its name if one setting varies at a time.
    /// </summary>
    public static IReadOnlyList<SweepColumn> In(SweepPlan plan, Phrases phrases) => plan.Mode == SweepMode.Each
        ? [new(
            phrases["Setting"],
            trial => trial.Settings is [var (key, value)] ? $"{key} {value}" : phrases["as in the recipe"])]
        : [.. plan.Axes.Select(axis => new SweepColumn(axis.Name, trial => trial.ValueOf(axis.Key)))];
}
