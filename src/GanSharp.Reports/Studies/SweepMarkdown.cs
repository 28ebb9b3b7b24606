using System.Text;
using GanSharp.Reports.Languages;
using GanSharp.Studies;

namespace GanSharp.Reports.Studies;

/// <summary>Formats the results of a sweep as a Markdown table.</summary>
internal static class SweepMarkdown
{
    public static string Of(Sweep sweep, string pictures)
    {
        var groups = SweepGroup.Of(sweep);
        var metrics = SweepMetric.In(groups.SelectMany(group => group.Results));
        var columns = SweepColumn.In(sweep.Plan, Phrases.English);
        var table = new StringBuilder();
        Row([
            "Recipe",
            .. columns.Select(column => column.Title),
            .. metrics.Select(metric => metric.Label),
            "Samples",
        ]);
        Row([.. Enumerable.Repeat("---", 1 + columns.Count), .. Enumerable.Repeat("---:", metrics.Count), "---"]);
        foreach (var floor in SweepFloor.In(groups, Phrases.English))
            Row([
                $"*real images of {floor.Data}*",
                .. columns.Select(_ => ""),
                .. metrics.Select(metric => floor.Text(metric)),
                "",
            ]);
        foreach (var group in groups)
        {
            Row([group.First.Recipe.Name, .. columns.Select(column => column.Of(group.First)),
                .. metrics.Select(metric => TextOf(group, metric, metric == metrics[0])), Picture(group)]);
        }
        return table.ToString();

        void Row(IEnumerable<string> cells) =>
            table.Append("| ").AppendJoin(" | ", cells.Select(Escaped)).Append(" |\n");

        string Picture(SweepGroup group) =>
            group.Trials.FirstOrDefault(entry => entry.Result is not null) is not { Trial: { } trial } ? "not done yet"
            : group.Results.Count == 0 ? "failed"
            : $"![{trial.Id}]({pictures}results/{Address(trial.Id)}.png)";
    }

    private static string Address(string id) =>
        Uri.EscapeDataString(id).Replace("%3D", "=", StringComparison.Ordinal);

    /// <summary>
    /// Formats a figure: the first one of a single trial with its interval, those of several trials with their standard
    /// deviation.
    /// </summary>
    private static string TextOf(SweepGroup group, SweepMetric metric, bool isFirst) =>
        group.Results is [var only] && isFirst ? SweepGroup.TextOf(only, metric) : group.TextOf(metric);

    private static string Escaped(string cell) =>
        cell.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
