using GanSharp.Recipes;
using GanSharp.Reports.Pages;
using GanSharp.Training.Records;

namespace GanSharp.Reports;

/// <summary>
/// Runs side by side: their samples after the same epochs, their curves on the same axes, and the settings in which
/// they differ.
/// </summary>
public sealed class Comparison
{
    /// <summary>Most runs of a comparison: 12.</summary>
    public const int MostRuns = 12;

    /// <summary>Compares <paramref name="runs"/>.</summary>
    /// <exception cref="GanSharpException">
    /// There are fewer than two or more than twelve, or one of them is named twice.
    /// </exception>
    public Comparison(IReadOnlyList<RunRecord> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        if (runs.Count is < 2 or > MostRuns)
            throw new GanSharpException($"a comparison is of 2 to {MostRuns} runs, not of {runs.Count}");
        if (runs.GroupBy(run => Path.TrimEndingDirectorySeparator(Path.GetFullPath(run.Folder)))
                .FirstOrDefault(same => same.Count() > 1) is
            { } twice)
            throw new GanSharpException($"{twice.First().Folder}: is named twice; name each run once");
        var hasNames = runs.DistinctBy(run => run.Name).Count() == runs.Count;
        Runs = [.. runs.Select(run => new ComparedRun(hasNames ? run.Name : run.Folder, run, RunFacts.Of(run)))];
        Settings =
        [
            .. RecipeKeys.All.Where(key => !key.IsRemark)
                .Select(key => new ComparedSetting(key.Name, [.. runs.Select(run => key.Get(run.Recipe))]))
                .Append(new("parts in C#", [.. runs.Select(PartsOf)]))
                .Where(setting => setting.Values.Any(value => !value.SequenceEqual(setting.Values[0]))),
        ];
        Epochs = SharedGrids.Epochs(runs);
    }

    /// <summary>The runs, in the order in which they were named.</summary>
    public IReadOnlyList<ComparedRun> Runs { get; }

    /// <summary>The settings that are not the same in all runs.</summary>
    public IReadOnlyList<ComparedSetting> Settings { get; }

    /// <summary>
    /// The epochs after which all runs have a grid and which are shown: 1, 15 and 30, or else the first, one in the
    /// middle and the last; none where they share none.
    /// </summary>
    public IReadOnlyList<int> Epochs { get; }

    private static IReadOnlyList<string> PartsOf(RunRecord run) =>
        run.Description.CustomParts is { IsEmpty: false } parts ? [$"{parts}"] : [];

    /// <summary>The page as text. It loads nothing from anywhere.</summary>
    /// <exception cref="GanSharpException">A sample grid is gone or damaged.</exception>
    public string ToHtml() => Html.Render<ComparisonPage>(nameof(ComparisonPage.Comparison), this);

    /// <summary>Writes the page, which appears whole or not at all.</summary>
    /// <exception cref="GanSharpException">
    /// The path cannot be written or holds something else than such a page, or a sample grid is damaged.
    /// </exception>
    public void Save(string path)
    {
        Html.Page.CheckReplaceable(path);
        Html.Save(path, ToHtml());
    }
}

/// <summary>A run among others.</summary>
/// <param name="Name">What tells it from the others: the name of its folder, or the whole path.</param>
/// <param name="Record">What its folder tells.</param>
/// <param name="Facts">Its training in numbers.</param>
public sealed record ComparedRun(string Name, RunRecord Record, RunFacts Facts);

/// <summary>A setting in which runs differ.</summary>
/// <param name="Name">The key of the recipe.</param>
/// <param name="Values">The lines of its value in each run; none where it is not set.</param>
public sealed record ComparedSetting(string Name, IReadOnlyList<IReadOnlyList<string>> Values)
{
    /// <summary>Whether each value is a line at most.</summary>
    internal bool IsShort => Values.All(value => value.Count <= 1);
}
