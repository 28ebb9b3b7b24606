using System.CommandLine;
using GanSharp.Recipes;
using GanSharp.Studies;

namespace GanSharp.Cli.Commands;

/// <summary>Options that say what a sweep trains.</summary>
internal sealed class SweepOptions
{
    private readonly Option<string[]> _grid = new("--grid")
    {
        HelpName = "KEY=VALUE,VALUE...",
        Description =
            "a setting to vary (see gansharp recipes settings); | divides values that have commas; can be repeated",
    };

    private readonly Option<bool> _each = NewOption.Flag(
        "--each", "vary one setting at a time, not every value with every other");

    private readonly Option<int?> _random = NewOption.Number(
        "--random", "draw N combinations at random; values can be ranges then: lr=1e-5..1e-3 log", 1,
        SweepPlan.MostTrials);

    private readonly Option<int?> _seeds = NewOption.Number(
        "--seeds", "train everything with the seeds 1 to N; 1 by default", 1, SweepPlan.MostTrials);
    private readonly Option<string[]> _set = NewOption.Settings("change any setting for all trials; can be repeated");

    private readonly Option<string?> _features = NewOption.Features();

    private readonly Option<int?> _samples = NewOption.Number(
        "--samples", "samples to evaluate each generator by, 100 to 1000000; 0 for no evaluation; 10000 by default", 0,
        1_000_000);

    private readonly Option<string?> _keep = NewOption.Text(
        "--keep", "all|generator|nothing", "what remains of the run of a trial that is done; generator by default");

    /// <summary>Options that are settings of recipes.</summary>
    public IReadOnlyList<Option<string?>> Settings { get; } =
    [
        NewOption.Dataset("the data set for all trials (see gansharp data)"),
        NewOption.Text("--steps", "N", "generator steps of each trial"),
        NewOption.Text("--epochs", "N", "how often all images are seen in each trial"),
    ];

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [_grid, _each, _random, _seeds, .. Settings, _set, _features, _samples, _keep];

    /// <summary>The plan of a command line.</summary>
    public SweepPlan PlanOf(
        ParseResult parsed, IReadOnlyList<Recipe> recipes, IEnumerable<(string Key, string Value)> settings,
        Func<string, (string Key, string Value)> split)
    {
        var random = parsed.GetValue(_random);
        if (random is not null && parsed.GetValue(_each))
            throw new GanSharpException("--each and --random are two ways to combine settings; give one of them");
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
            Features = parsed.GetValue(_features),
            Samples = parsed.GetValue(_samples) ?? 10_000,
            Keep = KeepOf(parsed.GetValue(_keep) ?? "generator"),
        };
    }

    /// <summary>The plan of a file or folder, which says everything itself.</summary>
    public SweepPlan WithoutOptions(ParseResult parsed, string source, SweepPlan plan) =>
        All.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is not { } option ? plan
            : throw new GanSharpException(
                $"{option.Name} goes with recipes; {source} says by itself what is trained, so change it there");

    private static SweepKeep KeepOf(string word) => word switch
    {
        "all" => SweepKeep.All,
        "generator" => SweepKeep.Generator,
        "nothing" => SweepKeep.Nothing,
        _ => throw new GanSharpException($"--keep: '{word}' is none of all, generator, nothing"),
    };
}
