using System.Globalization;
using GanSharp.Metrics;
using GanSharp.Recipes;
using GanSharp.Training.Checkpoints;

namespace GanSharp.Studies;

/// <summary>
/// The trials of a sweep, recipes × settings × seeds, and their evaluation. Written as YAML; see
/// <see cref="SweepYaml"/>.
/// </summary>
public sealed record SweepPlan
{
    /// <summary>The largest number of trials: 10,000.</summary>
    public const int MostTrials = 10_000;

    private const int DrawsPerTrial = 100;

    /// <summary>The recipes, with different names.</summary>
    public required IReadOnlyList<Recipe> Recipes { get; init; }

    /// <summary>Settings of all trials that replace those of the recipe, in order; none by default.</summary>
    public IReadOnlyList<(string Key, string Value)> Settings { get; init; } = [];

    /// <summary>The settings to vary; none by default.</summary>
    public IReadOnlyList<SweepAxis> Axes { get; init; } = [];

    /// <summary>How the axes are combined; a grid by default.</summary>
    public SweepMode Mode { get; init; }

    /// <summary>Number of random combinations per recipe, 1 to 10,000; 10 by default.</summary>
    public int Draws { get; init; } = 10;

    /// <summary>The seed of the random combinations; 1 by default.</summary>
    public long DrawSeed { get; init; } = 1;

    /// <summary>The seeds of every combination; only 1 by default.</summary>
    public IReadOnlyList<long> Seeds { get; init; } = [1];

    /// <summary>
    /// The run, checkpoint or generator file whose networks every trial starts from; null, the default, for new
    /// networks. See <see cref="PretrainedNetworks"/>.
    /// </summary>
    public string? InitFrom { get; init; }

    /// <summary>
    /// The feature network by name or path; null, the default, for the built-in one of the data.
    /// </summary>
    public string? Features { get; init; }

    /// <summary>
    /// Number of samples per evaluation, 100 to 1,000,000, or 0 for no evaluation; 10,000 by default.
    /// </summary>
    public int Samples { get; init; } = new EvaluationOptions().Samples;

    /// <summary>What is kept of the run of a finished trial; everything except the checkpoints by default.</summary>
    public SweepKeep Keep { get; init; }

    /// <summary>
    /// Checks the plan and returns the trials in the order in which they are started: those of the first seed first. A
    /// plan with more values has the same trials too, under the same names.
    /// </summary>
    /// <exception cref="GanSharpException">
    /// There are no trials or too many, two are the same, or a recipe is invalid with its settings.
    /// </exception>
    public IReadOnlyList<Trial> Trials()
    {
        CheckParts();
        foreach (var axis in Axes)
            CheckValues(axis);
        var combinations = Combinations();
        if ((long)Seeds.Count * Recipes.Count * combinations.Count > MostTrials)
            throw new GanSharpException(
                $"{Seeds.Count} seeds × {Recipes.Count} recipes × {combinations.Count} settings "
                + $"are more than {MostTrials} trials");
        var trials = new List<Trial>();
        foreach (var seed in Seeds)
        {
            foreach (var recipe in Recipes)
            {
                Trial[] alike = [.. combinations.Select(settings => TrialOf(recipe, settings, seed))];
                foreach (var axis in Axes)
                    CheckEffect(axis, alike);
                trials.AddRange(Different(alike));
            }
        }
        return trials;
    }

    /// <summary>Requires that the networks of <see cref="InitFrom"/> can be read.</summary>
    /// <exception cref="GanSharpException">They cannot.</exception>
    public void CheckInitFrom()
    {
        if (InitFrom is not null)
            SweepData.StartFrom(InitFrom);
    }

    /// <summary>Requires that an axis changes the training of at least one trial.</summary>
    private static void CheckEffect(SweepAxis axis, Trial[] trials)
    {
        var recipes = trials
            .Where(trial => trial.Settings.Any(setting => setting.Key == axis.Key))
            .Select(trial => trial.Recipe)
            .ToArray();
        if (recipes.Length > 0 && recipes.All(recipe => Differences.WithoutEffect(recipe, axis.Key) is not null))
            throw new GanSharpException(
                $"{axis.Name}: has no effect {Differences.WithoutEffect(recipes[0], axis.Key)}, "
                + "so there is nothing to vary");
    }

    private void CheckParts()
    {
        if (Recipes.Count == 0)
            throw new GanSharpException("a sweep needs a recipe; name one, such as default");
        if (Recipes.GroupBy(recipe => recipe.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new GanSharpException(
                $"the recipe {twice.Key} occurs twice; the recipes of a sweep need different names");
        if (Seeds.Count == 0 || Seeds.Distinct().Count() < Seeds.Count)
            throw new GanSharpException(Seeds.Count == 0 ? "a sweep needs a seed" : "a seed occurs twice");
        string[] keys =
        [
            .. Settings.Select(setting => RecipeKeys.Find(setting.Key).Name),
            .. Axes.Select(axis => axis.Key),
        ];
        if (keys.GroupBy(key => key).FirstOrDefault(same => same.Count() > 1) is { } both)
            throw new GanSharpException($"{both.Key}: is set twice; fix it for all trials or vary it once");
        if (keys.Contains("seed"))
            throw new GanSharpException(
                "seed: is not a setting of a sweep; set the seeds with --seeds, or with 'seeds:' in a file");
        if (Draws is < 1 or > MostTrials)
            throw new GanSharpException($"the number of random trials is {Draws}; it must be 1 to {MostTrials}");
        if (Samples != 0)
            new EvaluationOptions { Samples = Samples }.Validate();
    }

    /// <summary>Applies each value alone, so that an error names it.</summary>
    private void CheckValues(SweepAxis axis)
    {
        if (axis.Range is { } range && Mode != SweepMode.Random)
            throw new GanSharpException(
                $"{axis.Name}={range}: a range is for random draws; ask for them with --random N, or list values");
        string[] values = axis.Range is { } ends
            ? [Text.Numbers.Format(ends.Low), Text.Numbers.Format(ends.High)]
            : [.. axis.Values];
        foreach (var recipe in Recipes)
        {
            foreach (var value in values)
                Check(recipe, axis, value);
        }
    }

    private static void Check(Recipe recipe, SweepAxis axis, string value)
    {
        try
        {
            recipe.With(axis.Key, value);
        }
        catch (GanSharpException error)
        {
            throw new GanSharpException(
                $"{axis.Name}={value}: {error.Message.Replace($"{axis.Key}: ", "", StringComparison.Ordinal)}", error);
        }
    }

    private List<IReadOnlyList<(string Key, string Value)>> Combinations() => Mode switch
    {
        SweepMode.Each =>
        [
            [],
            .. Axes.SelectMany(axis => axis.Values.Select(value => ((string, string)[])[(axis.Key, value)])),
        ],
        SweepMode.Random => Drawn(),
        _ => Axes.Aggregate(
            new List<IReadOnlyList<(string, string)>> { Array.Empty<(string, string)>() },
            (all, axis) =>
                (long)all.Count * axis.Values.Count > MostTrials
                    ? throw new GanSharpException($"the grid has more than {MostTrials} trials")
                :
                [
                    .. all.SelectMany(settings =>
                        axis.Values.Select(value => ((string, string)[])[.. settings, (axis.Key, value)])),
                ]),
    };

    /// <summary>Each axis has its own stream, so that more draws extend the earlier ones.</summary>
    private List<IReadOnlyList<(string Key, string Value)>> Drawn()
    {
        if (Axes.Count == 0)
            throw new GanSharpException(
                "random trials need a setting to vary; name one with --grid KEY=VALUES, or under 'random:' in a file");
        var streams = Axes.Select(axis => new RandomStream($"sweep/{axis.Key}", DrawSeed)).ToArray();
        var (drawn, seen) = (new List<IReadOnlyList<(string, string)>>(), new HashSet<string>());
        for (var i = 0; i < DrawsPerTrial * Draws && drawn.Count < Draws; i++)
        {
            (string Key, string Value)[] settings =
            [
                .. Axes.Zip(streams, (axis, stream) => (axis.Key, axis.Draw(stream))),
            ];
            if (seen.Add(string.Join('\n', settings.Select(setting => setting.Value))))
                drawn.Add(settings);
        }
        return drawn.Count == Draws ? drawn
            : throw new GanSharpException(
                $"there are only {drawn.Count} different combinations to draw, not {Draws}; "
                + "ask for fewer, or use a grid");
    }

    private Trial TrialOf(Recipe recipe, IReadOnlyList<(string Key, string Value)> settings, long seed)
    {
        (string, string)[] all = [.. Settings, .. settings, ("seed", seed.ToString(CultureInfo.InvariantCulture))];
        var trial = new Trial(SweepAxis.InContext(recipe.Name, () => recipe.With(all)), settings);
        SweepAxis.InContext(trial.Group, () =>
        {
            trial.Recipe.Validate();
            return trial;
        });
        return trial;
    }

    /// <summary>
    /// Refuses two trials with the same training; in mode <see cref="SweepMode.Each"/>, leaves out a value that the
    /// recipe already has.
    /// </summary>
    private List<Trial> Different(Trial[] trials)
    {
        var (kept, first) = (new List<Trial>(), new Dictionary<string, Trial>());
        foreach (var trial in trials)
        {
            var training = string.Join('\n', Differences.Effective(trial.Recipe));
            if (first.TryAdd(training, trial))
                kept.Add(trial);
            else if (Mode != SweepMode.Each)
                throw new GanSharpException(
                    $"{trial.Group} and {first[training].Group} are the same training; leave one of the values out");
        }
        return kept;
    }
}
