using System.CommandLine;
using GanSharp.Recipes;
using GanSharp.Studies;

namespace GanSharp.Cli.Commands;

/// <summary>The options that define the trials of a sweep.</summary>
internal sealed class SweepOptions
{
    private readonly Option<string[]> _grid = new("--grid")
    {
        HelpName = "KEY=VALUE,VALUE...",
        Description =
            "setting to vary (see gansharp recipes settings); | separates values with commas; repeatable",
    };

    private readonly Option<bool> _each = NewOption.Flag(
        "--each", "vary one setting at a time instead of combining all values");

    private readonly Option<int?> _random = NewOption.Number(
        "--random", "draw N random combinations; values can then be ranges: lr=1e-5..1e-3 log", 1,
        SweepPlan.MostTrials);

    private readonly Option<int?> _seeds = NewOption.Number(
        "--seeds", "train each combination with the seeds 1 to N; 1 by default", 1, SweepPlan.MostTrials);
    private readonly Option<string[]> _set = NewOption.Settings("override any setting in all trials; repeatable");

    private readonly Option<string?> _initFrom = NewOption.Text(
        "--init-from", "RUN", "start all trials from the networks of a run, a checkpoint or a generator file");

    private readonly Option<string?> _features = NewOption.Features();

    private readonly Option<int?> _samples = NewOption.Number(
        "--samples", "samples per evaluation, 100 to 1000000, or 0 to skip evaluations; 10000 by default", 0,
        1_000_000);

    private readonly Option<string?> _keep = NewOption.Text(
        "--keep", "all|generator|nothing", "what to keep of the run of a finished trial; generator by default");

    /// <summary>The options that are settings of recipes.</summary>
    public IReadOnlyList<Option<string?>> Settings { get; } =
    [
        NewOption.Dataset("data set of all trials (see gansharp data)"),
        NewOption.Text("--steps", "N", "generator steps of each trial"),
        NewOption.Text("--epochs", "N", "passes over the training images in each trial"),
    ];

    /// <summary>All options.</summary>
    public IEnumerable<Option> All =>
        [_grid, _each, _random, _seeds, .. Settings, _set, _initFrom, _features, _samples, _keep];

    /// <summary>Creates the plan that a command line describes.</summary>
    public SweepPlan PlanOf(
        ParseResult parsed, IReadOnlyList<Recipe> recipes, IEnumerable<(string Key, string Value)> settings,
        Func<string, (string Key, string Value)> split, Func<string, string> pathOf)
    {
        var random = parsed.GetValue(_random);
        if (random is not null && parsed.GetValue(_each))
            throw new GanSharpException("--each and --random are two ways to combine settings; choose one");
        return new()
        {
            Recipes = recipes,
            Settings =
            [
                .. settings,
                .. (parsed.GetValue(_set) ?? [])
                    .Select(split)
                    .Select(setting => (RecipeKeys.Find(setting.Key).Name, setting.Value)),
            ],
            Axes = [.. (parsed.GetValue(_grid) ?? []).Select(SweepAxis.Parse)],
            Mode = random is not null ? SweepMode.Random : parsed.GetValue(_each) ? SweepMode.Each : SweepMode.Grid,
            Draws = random ?? 10,
            Seeds = [.. Enumerable.Range(1, parsed.GetValue(_seeds) ?? 1)],
            InitFrom = parsed.GetValue(_initFrom) is { } run ? Path.GetFullPath(pathOf(run)) : null,
            Features = parsed.GetValue(_features),
            Samples = parsed.GetValue(_samples) ?? 10_000,
            Keep = KeepOf(parsed.GetValue(_keep) ?? "generator"),
        };
    }

    /// <summary>Returns the plan of a file or folder, and rejects options that would change it.</summary>
    public SweepPlan WithoutOptions(ParseResult parsed, string source, SweepPlan plan) =>
        All.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is not { } option ? plan
            : throw new GanSharpException(
                $"{option.Name} cannot be combined with {source}, which defines the whole sweep; change it there");

    private static SweepKeep KeepOf(string word) => word switch
    {
        "all" => SweepKeep.All,
        "generator" => SweepKeep.Generator,
        "nothing" => SweepKeep.Nothing,
        _ => throw new GanSharpException($"--keep: '{word}' is not all, generator or nothing"),
    };
}
