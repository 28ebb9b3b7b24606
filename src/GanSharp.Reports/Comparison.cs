using GanSharp.Recipes;
using GanSharp.Reports.Languages;
using GanSharp.Reports.Pages;
using GanSharp.Training.Records;

namespace GanSharp.Reports;

/// <summary>
/// A comparison of runs: their samples after the same epochs, their curves on the same axes, and the settings that
/// differ.
/// </summary>
public sealed class Comparison
{
    /// <summary>The largest number of runs in a comparison: 12.</summary>
    public const int MostRuns = 12;

    /// <summary>Compares <paramref name="runs"/>.</summary>
    /// <exception cref="GanSharpException">
    /// There are fewer than two runs or more than twelve, or a run occurs twice.
    /// </exception>
    public Comparison(IReadOnlyList<RunRecord> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        if (runs.Count is < 2 or > MostRuns)
            throw new GanSharpException($"a comparison needs 2 to {MostRuns} runs, not {runs.Count}");
        var twice = runs.GroupBy(run => Path.TrimEndingDirectorySeparator(Path.GetFullPath(run.Folder)))
            .FirstOrDefault(same => same.Count() > 1);
        if (twice is not null)
            throw new GanSharpException($"{twice.First().Folder}: is named twice; name each run once");
        var names = NamesOf(runs);
        Runs = [.. runs.Select((run, i) => new ComparedRun(names[i], run, RunFacts.Of(run)))];
        Settings =
        [
            .. RecipeKeys.All.Where(key => !key.IsDescription)
                .Select(key => new ComparedSetting(key.Name, [.. runs.Select(run => key.Get(run.Recipe))]))
                .Append(new("parts in C#", [.. runs.Select(PartsOf)]))
                .Append(new("init from", [.. runs.Select(SourceOf)]))
                .Where(setting => setting.Values.Any(value => !value.SequenceEqual(setting.Values[0]))),
        ];
        Epochs = SharedGrids.Epochs(runs);
    }

    /// <summary>The runs, in the order of the constructor's argument.</summary>
    public IReadOnlyList<ComparedRun> Runs { get; }

    /// <summary>The settings that differ between runs.</summary>
    public IReadOnlyList<ComparedSetting> Settings { get; }

    /// <summary>
    /// The epochs whose sample grids are shown: 1, 15 and 30 if all runs have them, otherwise the first, middle and
    /// last that all runs have; empty if they have none in common.
    /// </summary>
    public IReadOnlyList<int> Epochs { get; }

    private static string[] NamesOf(IReadOnlyList<RunRecord> runs)
    {
        var hasNames = runs.DistinctBy(run => run.Name).Count() == runs.Count;
        return [.. runs.Select(NameOf)];

        string NameOf(RunRecord run)
        {
            var place = hasNames ? run.Name : run.Folder;
            return run.Notes.Title.Length == 0 ? place
                : runs.Count(other => other.Title == run.Title) == 1 ? run.Title
                : $"{run.Title} ({place})";
        }
    }

    private static IReadOnlyList<string> PartsOf(RunRecord run) =>
        run.Description.CustomParts is { IsEmpty: false } parts ? [$"{parts}"] : [];

    private static IReadOnlyList<string> SourceOf(RunRecord run) =>
        run.Description.Transfer is { } transfer ? [$"{transfer}"] : [];

    /// <summary>Returns the page as HTML that loads nothing from elsewhere.</summary>
    /// <param name="language">One of <see cref="PageLanguage.All"/>.</param>
    /// <exception cref="GanSharpException">
    /// A sample grid is missing or damaged, or there are no pages in that language.
    /// </exception>
    public string ToHtml(string language = PageLanguage.English) =>
        Html.Render<ComparisonPage>(nameof(ComparisonPage.Comparison), this, Phrases.In(language));

    /// <summary>Writes the page atomically.</summary>
    /// <param name="path">The path of the page.</param>
    /// <param name="language">One of <see cref="PageLanguage.All"/>.</param>
    /// <exception cref="GanSharpException">
    /// The path cannot be written or holds a file other than such a page, a sample grid is damaged, or there are no
    /// pages in that language.
    /// </exception>
    public void Save(string path, string language = PageLanguage.English)
    {
        Html.Page.CheckReplaceable(path);
        Html.Save(path, ToHtml(language));
    }
}

/// <summary>A run in a comparison.</summary>
/// <param name="Name">
/// A unique name: the title that people gave it, or else the name of its folder, or its path if folder names are not
/// unique. Runs with the same title have that name or path in parentheses.
/// </param>
/// <param name="Record">The content of its folder.</param>
/// <param name="Facts">The figures of its training.</param>
public sealed record ComparedRun(string Name, RunRecord Record, RunFacts Facts);

/// <summary>A setting that differs between runs.</summary>
/// <param name="Name">The key of the recipe.</param>
/// <param name="Values">The lines of its value in each run; empty if it is not set.</param>
public sealed record ComparedSetting(string Name, IReadOnlyList<IReadOnlyList<string>> Values)
{
    /// <summary>The name on a page. Keys of recipes are the same in every language.</summary>
    internal string NameIn(Phrases phrases) => IsOfRecipe ? Name : phrases[Name];

    /// <summary>A line of a value on a page. Values of recipes are the same in every language.</summary>
    internal string LineIn(Phrases phrases, string line) => IsOfRecipe ? line : phrases.Say(line);

    private bool IsOfRecipe => RecipeKeys.All.Any(key => key.Name == Name);

    /// <summary>Whether every value has at most one line.</summary>
    internal bool IsShort => Values.All(value => value.Count <= 1);
}
